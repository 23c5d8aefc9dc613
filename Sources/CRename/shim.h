// The C library shows these only to C programs that ask for its GNU extensions, and Swift does not.
// Source: renameat2(2), linux/fs.h.
extern int renameat2(int from_folder, const char *from, int to_folder, const char *to,
                     unsigned int flags);

static const unsigned int RENAME_WITHOUT_REPLACING = 1;
static const unsigned int RENAME_EXCHANGING = 2;
