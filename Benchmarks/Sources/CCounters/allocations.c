// The allocator's entry points, counted. What an executable defines takes the place of the C library's functions for all
// that is linked with it, so no library has to be loaded before it. `free` needs no counting: the blocks are the C
// library's own.

#include "CCounters.h"

#include <errno.h>
#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

// A thread's own, so that the threads of other libraries don't disturb the count.
static _Thread_local counters_allocated allocated;

static void count(size_t bytes) {
    allocated.allocations += 1;
    allocated.bytes += bytes;
}

counters_allocated counters_read_allocated(void) { return allocated; }

void *malloc(size_t size) {
    count(size);
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    count(number * size);
    return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
    count(size);
    return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
    count(size);
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    count(size);
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    count(size);
    void *made = __libc_memalign(alignment, size);
    if (made == NULL) return ENOMEM;
    *block = made;
    return 0;
}
