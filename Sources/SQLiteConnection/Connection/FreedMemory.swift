#if canImport(Glibc)
    import CMalloc
#endif

/// Keeps the memory that SQLite frees for its next statement.
///
/// A statement with a table of its own (`UPDATE … FROM`, `RETURNING`, `IN`) takes about 90 KiB for it
/// and frees them at its end. Beside the first thread glibc gives free memory above 128 KiB at a heap's
/// end back to the kernel at once, which has to make every page anew for the next statement: that was
/// half of the time of taking callbacks (docs/benchmarks.md).
///
/// Source: mallopt(3). Setting one threshold fixes the others, so the one above which a block is
/// mapped by itself is set too; glibc would raise it from the same 128 KiB as it goes.
enum FreedMemory {
    private static let keptByteCount: CInt = 1 << 20

    /// Whether it is kept; asking makes it so, for the whole process and for good.
    static let isKept: Bool = {
        #if canImport(Glibc)
            return mallopt(MALLOC_TRIM_THRESHOLD, keptByteCount) == 1
                && mallopt(MALLOC_MMAP_THRESHOLD, keptByteCount) == 1
        #else
            return false
        #endif
    }()
}
