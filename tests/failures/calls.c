/*
 * Calls of the system, whoever makes them: a seccomp filter sends a signal instead of each, and the
 * handler fails it or makes it. It marks its own by a sixth argument, which none of them has.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include "points.h"

enum { OWN = 0x0C10FE11, ERRORS_MOST = 6, GROWTH = 10 };

/* What each may fail with. */
static const struct watched {
    long number;
    const char *name;
    int errors[ERRORS_MOST];
} watched[] = {
    { SYS_openat, "open", { EIO, EMFILE, EACCES, EINTR, ENOMEM, ENOENT } },
    { SYS_read, "read", { EIO, EINTR, SHORT_COUNT } },
    { SYS_write, "write", { EIO, ENOSPC, EPIPE, EINTR, SHORT_COUNT } },
    { SYS_close, "close", { EIO, EINTR, ENOSPC } },
    { SYS_fsync, "fsync", { EIO, ENOSPC } },
    { SYS_fstat, "fstat", { EIO, ENOMEM, GROWN, SHRUNK } },
    { SYS_newfstatat, "stat", { EIO, EACCES, ENOMEM, ENOENT } },
    { SYS_getdents64, "getdents", { EIO, ENOMEM } },
    { SYS_fchmod, "fchmod", { EIO, EPERM } },
    { SYS_readlinkat, "readlinkat", { EIO, ENOMEM } },
    { SYS_renameat, "renameat", { EIO, ENOSPC, EACCES } },
#ifdef SYS_open /* those that newer architectures do without */
    { SYS_open, "open", { EIO, EMFILE, EACCES, EINTR, ENOMEM, ENOENT } },
    { SYS_stat, "stat", { EIO, EACCES, ENOMEM } },
    { SYS_lstat, "lstat", { EIO, EACCES, ENOMEM } },
    { SYS_readlink, "readlink", { EIO, ENOMEM } },
    { SYS_rename, "rename", { EIO, ENOSPC, EACCES } },
#endif
};

enum { WATCHED = sizeof watched / sizeof *watched };

static const char *_Atomic last = "none";
static long threads; /* the first thread starts them all */
static bool walked;

long points_threads(void)
{
    return threads;
}

const char *points_call(void)
{
    return last;
}

bool points_walked(void)
{
    return walked;
}

static const struct watched *find(long number)
{
    const struct watched *call = watched;
    while (call->number != number)
        call++;
    return call;
}

static bool can_fail_with(const struct watched *call, int error)
{
    for (int i = 0; i < ERRORS_MOST && call->errors[i]; i++)
        if (call->errors[i] == error)
            return true;
    return false;
}

static long make(long number, const long *args)
{
    long result = syscall(number, args[0], args[1], args[2], args[3], args[4], (long)OWN);
    return result < 0 ? -errno : result;
}

/* A file that is longer or shorter by the time it is read was shorter or longer before. */
static long make_older(long number, const long *args)
{
    long result = make(number, args);
    struct stat *about = (struct stat *)(uintptr_t)args[1]; /* NOLINT */
    if (result == 0 && S_ISREG(about->st_mode))
        about->st_size += point_error() == SHRUNK ? GROWTH : about->st_size < GROWTH ? 0 : -GROWTH;
    return result;
}

/* What the call returns: as the system does it, an errno below zero. */
static long answer(long number, long *args)
{
    const struct watched *call = find(number);
    walked = walked || (number == SYS_getdents64 && points_counting());
    if (!can_fail_with(call, point_error()) || !point_fails(POINT_CALL))
        return make(number, args);
    last = call->name;
    if (point_error() == SHORT_COUNT) {
        args[2] = args[2] > 1 ? (args[2] + 1) / 2 : args[2];
        return make(number, args);
    }
    if (point_error() == GROWN || point_error() == SHRUNK)
        return make_older(number, args);
    if (number == SYS_close) /* it is closed all the same */
        make(number, args);
    return -point_error();
}

static void handle(int signal_number, siginfo_t *info, void *context)
{
    (void)signal_number;
    int kept = errno;
    mcontext_t *machine = &((ucontext_t *)context)->uc_mcontext;
#if defined(__x86_64__)
    greg_t *registers = machine->gregs;
    long args[] = { registers[REG_RDI], registers[REG_RSI], registers[REG_RDX], registers[REG_R10],
                    registers[REG_R8] };
    registers[REG_RAX] = answer(info->si_syscall, args);
#elif defined(__aarch64__)
    long args[5];
    memcpy(args, machine->regs, sizeof args);
    machine->regs[0] = (uint64_t)answer(info->si_syscall, args);
#else
#error "where does this machine keep the arguments of a call?"
#endif
    errno = kept;
}

bool points_watch_calls(void)
{
    struct sigaction action = { .sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_NODEFER };
    struct sock_filter filter[WATCHED + 6];
    unsigned short length = 0;
    size_t own = offsetof(struct seccomp_data, args) + 5 * sizeof(uint64_t); /* its lower half */
    filter[length++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)own);
    filter[length++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN, WATCHED + 1, 0);
    filter[length++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                                    (unsigned)offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < WATCHED; i++)
        filter[length++] =
            (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)watched[i].number,
                                         (unsigned char)(WATCHED - i), 0);
    filter[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
    struct sock_fprog program = { length, filter };
    return sigaction(SIGSYS, &action, NULL) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* A thread that cannot be started counts as a call, too. */
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *payload)
{
    int (*next)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    *(void **)&next = dlsym(RTLD_NEXT, "pthread_create");
    if (point_error() == EAGAIN && point_fails(POINT_CALL)) {
        last = "pthread_create";
        return EAGAIN;
    }
    int error = next(thread, attributes, start, payload);
    threads += !error;
    return error;
}

/* A thread that let no signal through would be killed by the first call. */
int pthread_sigmask(int how, const sigset_t *set, sigset_t *before)
{
    int (*next)(int, const sigset_t *, sigset_t *);
    *(void **)&next = dlsym(RTLD_NEXT, "pthread_sigmask");
    sigset_t open;
    if (set) {
        open = *set;
        sigdelset(&open, SIGSYS);
    }
    return next(how, set ? &open : NULL, before);
}
