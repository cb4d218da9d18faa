// The processor's count of instructions, as Linux's perf events give it (perf_event_open(2)).

#include "CCounters.h"

#include <linux/perf_event.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int events = -1;

bool counters_open_instructions(void) {
    struct perf_event_attr wanted;
    memset(&wanted, 0, sizeof wanted);
    wanted.size = sizeof wanted;
    wanted.type = PERF_TYPE_HARDWARE;
    wanted.config = PERF_COUNT_HW_INSTRUCTIONS;
    wanted.exclude_kernel = 1;
    wanted.exclude_hv = 1;
    events = (int)syscall(SYS_perf_event_open, &wanted, 0, -1, -1, 0);
    return events >= 0;
}

uint64_t counters_read_instructions(void) {
    uint64_t count = 0;
    if (events < 0 || read(events, &count, sizeof count) != sizeof count) return 0;
    return count;
}
