/* Counts the calls by which a program touches files below a folder, and sockets, and spoils one.
 *
 * To be preloaded. PROOF_ROOT is the folder. PROOF_LOG gets a line for each call that counts. The
 * PROOF_AT-th is spoilt as PROOF_DO says: "kill" ends the process before it, "torn" after half of
 * what it writes, "short" lets it write or read a part, and a number is the errno it fails with.
 * PROOF_KINDS, if set, names the only kinds that count, with commas around each: ",rename,fsync,".
 *
 * PROOF_CLOCK is by how many seconds the clock of the day is off, from the PROOF_CLOCK_FROM-th look on.
 *
 * PROOF_TAPE gets what was done to the folder, in the order in which it was done, for power.py: a line
 * with the operation, numbers of files (inodes), names and a count of bytes, and behind it these bytes.
 *
 * The calls are made as system calls, so that the only thing that stands between is this file.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static char root[PATH_MAX];
static const char *kinds;
static const char *what;
static long at;
static int logged = -1;
static atomic_long count;
static long off, offFrom;
static atomic_long looks;
static int tape = -1;
static pthread_mutex_t taping = PTHREAD_MUTEX_INITIALIZER;

/* A file of our own, out of the way of the program's descriptors. */
static int beside(const char *path) {
    int file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    int moved = syscall(SYS_fcntl, file, F_DUPFD_CLOEXEC, 900);
    syscall(SYS_close, file);
    return moved;
}

__attribute__((constructor)) static void begin(void) {
    char program[PATH_MAX] = "";
    const char *wanted = getenv("PROOF_PROGRAM");
    if (readlink("/proc/self/exe", program, sizeof program - 1) < 0) return;
    if (!wanted || strcmp(program, wanted) != 0) return;
    const char *folder = getenv("PROOF_ROOT");
    if (!folder) return;
    kinds = getenv("PROOF_KINDS");
    what = getenv("PROOF_DO");
    at = getenv("PROOF_AT") ? atol(getenv("PROOF_AT")) : 0;
    if (getenv("PROOF_LOG")) logged = beside(getenv("PROOF_LOG"));
    if (getenv("PROOF_TAPE")) tape = beside(getenv("PROOF_TAPE"));
    off = getenv("PROOF_CLOCK") ? atol(getenv("PROOF_CLOCK")) : 0;
    offFrom = getenv("PROOF_CLOCK_FROM") ? atol(getenv("PROOF_CLOCK_FROM")) : 0;
    strncpy(root, folder, sizeof root - 1);
}

/* Where a descriptor leads: a path, or "socket:…". */
static void name(int descriptor, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    long length = syscall(SYS_readlink, link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
}

/* 0: the call goes on; 1: it fails with errno; 2: only a part of it is done; 3: a part, then the end. */
static int spoilt(const char *kind, const char *path) {
    if (!root[0]) return 0;
    int isSocket = strncmp(path, "socket:", 7) == 0;
    if (!isSocket && strncmp(path, root, strlen(root)) != 0) return 0;
    if (kinds) {
        char named[32];
        snprintf(named, sizeof named, ",%s,", kind);
        if (!strstr(kinds, named)) return 0;
    }
    long number = atomic_fetch_add(&count, 1) + 1;
    if (logged >= 0) {
        char line[PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%ld %s %s\n", number, kind,
            isSocket ? "socket" : path + strlen(root));
        syscall(SYS_write, logged, line, length);
    }
    if (number != at || !what) return 0;
    if (strcmp(what, "kill") == 0) syscall(SYS_kill, getpid(), SIGKILL);
    if (strcmp(what, "short") == 0) return 2;
    if (strcmp(what, "torn") == 0) return 3;
    errno = atoi(what);
    return 1;
}

static int spoiltAt(const char *kind, int descriptor) {
    if (!root[0]) return 0;
    char path[PATH_MAX];
    int before = errno;
    name(descriptor, path);
    errno = before;
    return spoilt(kind, path);
}

/* Whether a path lies below the folder, or is it. */
static int isOurs(const char *path) { return strncmp(path, root, strlen(root)) == 0; }

static int isOurFile(int descriptor) {
    char path[PATH_MAX];
    name(descriptor, path);
    return isOurs(path);
}

static void whole(int folder, const char *given, char *path) {
    if (given[0] == '/') {
        snprintf(path, PATH_MAX, "%s", given);
    } else {
        if (folder == AT_FDCWD) {
            if (syscall(SYS_getcwd, path, PATH_MAX) < 0) path[0] = 0;
        } else {
            name(folder, path);
        }
        size_t length = strlen(path);
        snprintf(path + length, PATH_MAX - length, "/%s", given);
    }
}

static int spoiltIn(const char *kind, int folder, const char *given) {
    if (!root[0] || !given) return 0;
    char path[PATH_MAX];
    int before = errno;
    whole(folder, given, path);
    errno = before;
    return spoilt(kind, path);
}

static unsigned long inode(const char *path) {
    struct stat facts;
    return lstat(path, &facts) == 0 ? facts.st_ino : 0;
}

static unsigned long inodeAt(int descriptor) {
    struct stat facts;
    return fstat(descriptor, &facts) == 0 ? facts.st_ino : 0;
}

/* The number of the folder that a path names something in; the name is what follows its last slash. */
static unsigned long above(const char *path, const char **last) {
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (!slash) return 0;
    *slash = 0;
    *last = strrchr(path, '/') + 1;
    return inode(folder);
}

static void record(const char *line, const void *bytes, size_t size) {
    struct iovec parts[2] = {{(void *)line, strlen(line)}, {(void *)bytes, size}};
    syscall(SYS_writev, tape, parts, size ? 2 : 1);
}

/* An operation on names: C makes, L links, R moves, X exchanges, U removes. */
static void recordNames(char what, const char *path, const char *other) {
    char line[3 * PATH_MAX];
    const char *last = "", *otherLast = "";
    unsigned long folder = above(path, &last);
    unsigned long otherFolder = other ? above(other, &otherLast) : 0;
    unsigned long file = what == 'U' ? 0 : inode(other ? other : path);
    struct stat facts;
    int isFolder = what != 'U' && lstat(other ? other : path, &facts) == 0 && S_ISDIR(facts.st_mode);
    snprintf(line, sizeof line, "%c %lu %d 0 %lu/%s %lu/%s\n", what, file, isFolder, folder, last,
        otherFolder, otherLast);
    record(line, NULL, 0);
}

static void recordBytes(char what, unsigned long file, long place, const void *bytes, size_t size) {
    char line[128];
    snprintf(line, sizeof line, "%c %lu %ld %zu\n", what, file, place, size);
    record(line, bytes, size);
}

#define ONE_BY_ONE(call, after) ({ \
    long result_; \
    if (tape < 0) { \
        result_ = call; \
    } else { \
        pthread_mutex_lock(&taping); \
        result_ = call; \
        int errno_ = errno; \
        if (result_ >= 0) { after; } \
        errno = errno_; \
        pthread_mutex_unlock(&taping); \
    } \
    result_; })

static long synced(long call, int f) {
    return ONE_BY_ONE(syscall(call, f), if (isOurFile(f)) recordBytes('S', inodeAt(f), 0, NULL, 0));
}
static long cut(int f, off_t n) {
    return ONE_BY_ONE(syscall(SYS_ftruncate, f, n), if (isOurFile(f)) recordBytes('T', inodeAt(f), n, NULL, 0));
}
static long named(int folder, const char *a, int g, const char *b, unsigned flags) {
    char from[PATH_MAX], to[PATH_MAX];
    if (tape >= 0) { whole(folder, a, from); whole(g, b, to); }
    return ONE_BY_ONE(syscall(SYS_renameat2, folder, a, g, b, flags),
        if (isOurs(to)) recordNames(flags & 2 ? 'X' : 'R', from, to));
}
static long linked(int folder, const char *a, int g, const char *b, int flags) {
    char from[PATH_MAX], to[PATH_MAX];
    if (tape >= 0) { whole(folder, a, from); whole(g, b, to); }
    return ONE_BY_ONE(syscall(SYS_linkat, folder, a, g, b, flags), if (isOurs(to)) recordNames('L', from, to));
}
static long removed(int folder, const char *a, int flags) {
    char path[PATH_MAX];
    if (tape >= 0) whole(folder, a, path);
    return ONE_BY_ONE(syscall(SYS_unlinkat, folder, a, flags), if (isOurs(path)) recordNames('U', path, NULL));
}
static long made(int folder, const char *a, mode_t m) {
    char path[PATH_MAX];
    if (tape >= 0) whole(folder, a, path);
    return ONE_BY_ONE(syscall(SYS_mkdirat, folder, a, m), if (isOurs(path)) recordNames('C', path, NULL));
}
static long openedFile(int folder, const char *a, int flags, mode_t mode) {
    char path[PATH_MAX] = "";
    int wasThere = 1;
    if (tape >= 0 && flags & (O_CREAT | O_TRUNC)) whole(folder, a, path);
    return ONE_BY_ONE(
        (wasThere = !path[0] || inode(path) != 0, syscall(SYS_openat, folder, a, flags, mode)),
        if (path[0] && isOurs(path)) {
            if (!wasThere) recordNames('C', path, NULL);
            else if (flags & O_TRUNC) recordBytes('T', inode(path), 0, NULL, 0);
        });
}
static long wrote(int f, const void *b, size_t n, long place) {
    if (tape < 0) return place < 0 ? syscall(SYS_write, f, b, n) : syscall(SYS_pwrite64, f, b, n, place);
    pthread_mutex_lock(&taping);
    struct stat facts;
    int known = fstat(f, &facts) == 0;
    int errno_ = errno;
    if (known && S_ISSOCK(facts.st_mode)) recordBytes('N', 0, 0, b, n);
    long start = place;
    int ours = known && S_ISREG(facts.st_mode) && isOurFile(f);
    if (ours && place < 0) {
        start = syscall(SYS_fcntl, f, F_GETFL) & O_APPEND ? facts.st_size : syscall(SYS_lseek, f, 0, SEEK_CUR);
    }
    errno = errno_;
    long done = place < 0 ? syscall(SYS_write, f, b, n) : syscall(SYS_pwrite64, f, b, n, place);
    errno_ = errno;
    if (ours && done > 0) recordBytes('W', facts.st_ino, start, b, done);
    errno = errno_;
    pthread_mutex_unlock(&taping);
    return done;
}
static long wroteParts(int f, const struct iovec *v, int n) {
    if (tape < 0) return syscall(SYS_writev, f, v, n);
    /* One part after another, as far as they are taken. */
    long all = 0;
    for (int i = 0; i < n; i++) {
        long done = wrote(f, v[i].iov_base, v[i].iov_len, -1);
        if (done < 0) return all ? all : done;
        all += done;
        if ((size_t)done < v[i].iov_len) break;
    }
    return all;
}

static void end(int how) {
    if (how == 3) syscall(SYS_kill, getpid(), SIGKILL);
}

#define WHOLE(kind, where, call) \
    int how = where; \
    if (how == 1) return -1; \
    if (how == 3) syscall(SYS_kill, getpid(), SIGKILL); \
    return call

int fsync(int f) { WHOLE("fsync", spoiltAt("fsync", f), synced(SYS_fsync, f)); }
int fdatasync(int f) { WHOLE("fdatasync", spoiltAt("fdatasync", f), synced(SYS_fdatasync, f)); }
int ftruncate(int f, off_t n) { WHOLE("ftruncate", spoiltAt("ftruncate", f), cut(f, n)); }
int ftruncate64(int f, off_t n) { WHOLE("ftruncate", spoiltAt("ftruncate", f), cut(f, n)); }
int rename(const char *a, const char *b) {
    WHOLE("rename", spoiltIn("rename", AT_FDCWD, b), named(AT_FDCWD, a, AT_FDCWD, b, 0));
}
int renameat(int f, const char *a, int g, const char *b) {
    WHOLE("rename", spoiltIn("rename", g, b), named(f, a, g, b, 0));
}
int renameat2(int f, const char *a, int g, const char *b, unsigned flags) {
    WHOLE("rename", spoiltIn("rename", g, b), named(f, a, g, b, flags));
}
int link(const char *a, const char *b) { WHOLE("link", spoiltIn("link", AT_FDCWD, b), linked(AT_FDCWD, a, AT_FDCWD, b, 0)); }
int linkat(int f, const char *a, int g, const char *b, int flags) {
    WHOLE("link", spoiltIn("link", g, b), linked(f, a, g, b, flags));
}
int unlink(const char *a) { WHOLE("unlink", spoiltIn("unlink", AT_FDCWD, a), removed(AT_FDCWD, a, 0)); }
int unlinkat(int f, const char *a, int flags) {
    WHOLE("unlink", spoiltIn("unlink", f, a), removed(f, a, flags));
}
int mkdir(const char *a, mode_t m) { WHOLE("mkdir", spoiltIn("mkdir", AT_FDCWD, a), made(AT_FDCWD, a, m)); }
int mkdirat(int f, const char *a, mode_t m) { WHOLE("mkdir", spoiltIn("mkdir", f, a), made(f, a, m)); }
int connect(int f, const struct sockaddr *a, socklen_t n) {
    WHOLE("connect", spoilt("connect", a && (a->sa_family == AF_INET || a->sa_family == AF_INET6) ? "socket:" : ""),
        syscall(SYS_connect, f, a, n));
}
int socket(int domain, int type, int protocol) {
    WHOLE("socket", spoilt("socket", domain == AF_INET || domain == AF_INET6 ? "socket:" : ""),
        syscall(SYS_socket, domain, type, protocol));
}

static int opened(int folder, const char *path, int flags, mode_t mode) {
    const char *kind = flags & O_CREAT ? "create" : "open";
    WHOLE(kind, spoiltIn(kind, folder, path), openedFile(folder, path, flags, mode));
}
#define MODE \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }
int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE return opened(folder, path, flags, mode); }

/* Half of what was asked for, and at least one byte. */
static size_t part(int how, size_t size) { return how >= 2 && size > 1 ? size / 2 : size; }

#define PART(kind, f, size, call) \
    int how = spoiltAt(kind, f); \
    if (how == 1) return -1; \
    size = part(how, size); \
    ssize_t done = call; \
    end(how); \
    return done

ssize_t write(int f, const void *b, size_t n) { PART("write", f, n, wrote(f, b, n, -1)); }
ssize_t pwrite(int f, const void *b, size_t n, off_t o) { PART("pwrite", f, n, wrote(f, b, n, o)); }
ssize_t pwrite64(int f, const void *b, size_t n, off_t o) { PART("pwrite", f, n, wrote(f, b, n, o)); }
ssize_t send(int f, const void *b, size_t n, int flags) {
    PART("send", f, n, syscall(SYS_sendto, f, b, n, flags, NULL, 0));
}
ssize_t sendto(int f, const void *b, size_t n, int flags, const struct sockaddr *a, socklen_t l) {
    PART("send", f, n, syscall(SYS_sendto, f, b, n, flags, a, l));
}
ssize_t recv(int f, void *b, size_t n, int flags) {
    PART("recv", f, n, syscall(SYS_recvfrom, f, b, n, flags, NULL, NULL));
}
ssize_t recvfrom(int f, void *b, size_t n, int flags, struct sockaddr *a, socklen_t *l) {
    PART("recv", f, n, syscall(SYS_recvfrom, f, b, n, flags, a, l));
}
ssize_t read(int f, void *b, size_t n) { PART("read", f, n, syscall(SYS_read, f, b, n)); }
ssize_t pread(int f, void *b, size_t n, off_t o) { PART("pread", f, n, syscall(SYS_pread64, f, b, n, o)); }
ssize_t pread64(int f, void *b, size_t n, off_t o) { PART("pread", f, n, syscall(SYS_pread64, f, b, n, o)); }
ssize_t writev(int f, const struct iovec *v, int n) {
    int how = spoiltAt("writev", f);
    if (how == 1) return -1;
    ssize_t done = how >= 2
        ? syscall(SYS_write, f, v[0].iov_base, part(how, v[0].iov_len))
        : wroteParts(f, v, n);
    end(how);
    return done;
}
ssize_t sendmsg(int f, const struct msghdr *m, int flags) {
    WHOLE("send", spoiltAt("send", f), syscall(SYS_sendmsg, f, m, flags));
}
ssize_t recvmsg(int f, struct msghdr *m, int flags) {
    WHOLE("recv", spoiltAt("recv", f), syscall(SYS_recvmsg, f, m, flags));
}

static long step(void) { return off && atomic_fetch_add(&looks, 1) + 1 >= offFrom ? off : 0; }

int clock_gettime(clockid_t clock, struct timespec *time) {
    long done = syscall(SYS_clock_gettime, clock, time);
    if (done == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += step();
    return done;
}
int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    long done = syscall(SYS_gettimeofday, time, zone);
    if (done == 0) time->tv_sec += step();
    return done;
}
time_t time(time_t *place) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (place) *place = now.tv_sec;
    return now.tv_sec;
}
