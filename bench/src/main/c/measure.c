/*
 * What did this command cost, seen from outside?
 *
 *     measure OUT COMMAND [ARGUMENT...]
 *
 * Runs COMMAND, waits for it, and writes one line to OUT: seconds from start to end, processor seconds in the program,
 * processor seconds in the kernel, and the peak resident memory of its largest process in KiB. Children that the
 * command waited for are counted. Ends as the command ended. The same line as time -f '%e %U %S %M', but portable and
 * finer than a hundredth of a second.
 */

/* wait4 is older than the standards; this makes every system show it. */
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NOT_MEASURED = 125, NOT_FOUND = 127, KILLED = 128 };

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

static double seconds(struct timeval time) {
    return (double) time.tv_sec + 1e-6 * (double) time.tv_usec;
}

static int fail(const char *subject) {
    fprintf(stderr, "measure: %s: %s\n", subject, strerror(errno));
    return NOT_MEASURED;
}

int main(int count, char **arguments) {
    if (count < 3) {
        fputs("measure: expected OUT COMMAND [ARGUMENT...]\n", stderr);
        return NOT_MEASURED;
    }
    double start = now();
    pid_t child = fork();
    if (child < 0) {
        return fail("expected to start a process, found");
    }
    if (child == 0) {
        execvp(arguments[2], arguments + 2);
        fail(arguments[2]);
        _exit(NOT_FOUND);
    }
    int status;
    struct rusage usage;
    while (wait4(child, &status, 0, &usage) < 0) {
        if (errno != EINTR) {
            return fail("expected to wait for the command, found");
        }
    }
    double wall = now() - start;
#ifdef __APPLE__
    long peak = usage.ru_maxrss / 1024; /* bytes there, KiB elsewhere */
#else
    long peak = usage.ru_maxrss;
#endif
    FILE *out = fopen(arguments[1], "w");
    if (out == NULL
            || fprintf(out, "%.6f %.6f %.6f %ld\n", wall, seconds(usage.ru_utime), seconds(usage.ru_stime), peak) < 0
            || fclose(out) != 0) {
        return fail(arguments[1]);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : KILLED + WTERMSIG(status);
}
