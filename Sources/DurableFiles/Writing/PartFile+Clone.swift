package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

extension PartFile {
    /// Lets the file's end share the disk blocks of another file's range (a reflink).
    ///
    /// Returns false where the file system has no reflinks or the range does not lie on its
    /// blocks; then nothing has changed. Source: ioctl_ficlonerange(2).
    package func clone(_ source: FileDescriptor, _ range: Range<Int>) -> Bool {
        #if canImport(Glibc)
            // struct file_clone_range of linux/fs.h.
            var request: (descriptor: Int64, offset: UInt64, length: UInt64, target: UInt64) = (
                Int64(source.rawValue), UInt64(range.lowerBound), UInt64(range.count),
                UInt64(byteCount)
            )
            let cloneRange: UInt = 0x4020_940D  // _IOW(0x94, 13, struct file_clone_range)
            return ioctl(descriptor.rawValue, cloneRange, &request) == 0
        #else
            return false
        #endif
    }
}
