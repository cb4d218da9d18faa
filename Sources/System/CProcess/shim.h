#pragma once

// Functions to start and end a confined process. They need calls that are variadic or differ between C libraries.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

// Makes a pair of connected sockets that no other program inherits. Returns 0 or an errno.
static inline int scorevision_socket_pair(int *ends) {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return errno;
    return 0;
}

// Starts a program in a new process group. Its standard input is `socket`, its standard output is discarded, its
// standard error is inherited, and it has no other descriptor. Returns 0 or an errno.
static inline int scorevision_spawn(pid_t *child, const char *path, char *const arguments[], char *const environment[],
                                    int socket) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int status = posix_spawn_file_actions_init(&actions);
    if (status != 0) return status;
    status = posix_spawnattr_init(&attributes);
    if (status != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return status;
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    status = posix_spawn_file_actions_adddup2(&actions, socket, 0);
    if (status == 0) status = posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    if (status == 0) status = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    if (status == 0) status = posix_spawn(child, path, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return status;
}

// Sends bytes. Fails without a signal if the other end is closed. Returns the number of bytes sent, or -1.
static inline ssize_t scorevision_send(int socket, const void *bytes, size_t count) {
    return send(socket, bytes, count, MSG_NOSIGNAL);
}

// Makes this process end with the thread that started it, and prevents it from gaining privileges by running a program.
static inline int scorevision_confine(void) {
#ifdef __linux__
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return errno;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
#endif
    return 0;
}

static inline int scorevision_limit(int what, uint64_t soft, uint64_t hard) {
    struct rlimit limit = {(rlim_t)soft, (rlim_t)hard};
    return setrlimit(what, &limit) == 0 ? 0 : errno;
}

static inline int scorevision_limit_memory(uint64_t bytes) { return scorevision_limit(RLIMIT_AS, bytes, bytes); }
static inline int scorevision_limit_file_size(uint64_t bytes) { return scorevision_limit(RLIMIT_FSIZE, bytes, bytes); }
static inline int scorevision_limit_files(uint64_t count) { return scorevision_limit(RLIMIT_NOFILE, count, count); }
static inline int scorevision_limit_core(void) { return scorevision_limit(RLIMIT_CORE, 0, 0); }

// Limits the total processor time of this process, in seconds. The hard limit stays, so the next job can raise it.
static inline int scorevision_limit_cpu(uint64_t seconds) {
    return scorevision_limit(RLIMIT_CPU, seconds, (uint64_t)RLIM_INFINITY);
}

// Returns the processor time that this process has used, in seconds.
static inline double scorevision_cpu_seconds(void) {
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
    return (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec +
           1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

// Waits for a child to end. Returns its status, or 256 plus the signal that ended it.
static inline int scorevision_wait(pid_t child) {
    int status = 0;
    pid_t ended;
    do ended = waitpid(child, &status, 0); while (ended < 0 && errno == EINTR);
    if (ended != child) return -1;
    return (status & 0x7f) == 0 ? (status >> 8) & 0xff : 256 + (status & 0x7f);
}

// Returns freed memory to the system. A clip's many short-lived threads leave free fragments in the allocator.
static inline void scorevision_give_back_memory(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

// Flushes the output and ends this process with status 0, without the exit handlers of libraries. Standard input isn't
// flushed, because a thread that waits for it holds its lock.
_Noreturn static inline void scorevision_end_process(void) {
    fflush(stdout);
    fflush(stderr);
    _exit(0);
}
