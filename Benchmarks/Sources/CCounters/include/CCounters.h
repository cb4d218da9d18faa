#pragma once

#include <stdbool.h>
#include <stdint.h>

/// What a thread has asked the allocator for since it began.
typedef struct {
    uint64_t allocations;
    uint64_t bytes;
} counters_allocated;

/// Of the calling thread.
counters_allocated counters_read_allocated(void);

/// Opens the processor's count of the calling thread's instructions outside the kernel. Returns whether it may be read:
/// virtual machines and containers often forbid it.
bool counters_open_instructions(void);

/// Instructions so far; 0 where the count could not be opened.
uint64_t counters_read_instructions(void);
