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

// What a new process gets: its three standard streams (-1: the null device) and its working folder (null: ours).
struct scorevision_child {
    int input, output, errors;
    const char *folder;
};

// Opens the null device or duplicates `descriptor` as the child's descriptor `number`. 0, or an errno.
static inline int scorevision_give(posix_spawn_file_actions_t *actions, int descriptor, int number) {
    if (descriptor < 0) return posix_spawn_file_actions_addopen(actions, number, "/dev/null", O_RDWR, 0);
    return posix_spawn_file_actions_adddup2(actions, descriptor, number);
}

// Starts a program in a process group of its own. It inherits no descriptor but the three. 0, or an errno.
static inline int scorevision_spawn(pid_t *child, const char *path, char *const arguments[], char *const environment[],
                                    struct scorevision_child given) {
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
    status = scorevision_give(&actions, given.input, 0);
    if (status == 0) status = scorevision_give(&actions, given.output, 1);
    if (status == 0) status = scorevision_give(&actions, given.errors, 2);
    if (status == 0) status = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    if (status == 0 && given.folder) status = posix_spawn_file_actions_addchdir_np(&actions, given.folder);
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

// Waits until a child has ended, without taking its status, so that its number stays its own.
static inline void scorevision_await_end(pid_t child) {
    siginfo_t unused;
    while (waitid(P_PID, (id_t)child, &unused, WEXITED | WNOWAIT) < 0 && errno == EINTR) {}
}

// Takes the status of a child: its exit status, or 256 and the signal that ended it; -1 while it runs.
static inline int scorevision_take_end(pid_t child) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) != child) return -1;
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
