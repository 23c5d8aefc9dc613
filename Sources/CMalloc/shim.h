// The C library's module for Swift leaves these out. Source: mallopt(3), malloc.h.
extern int mallopt(int parameter, int value);

static const int MALLOC_TRIM_THRESHOLD = -1;
static const int MALLOC_MMAP_THRESHOLD = -3;
