extension FrameHeader {
    /// A frame of this stream's format that is silent and leans on no frame before it.
    ///
    /// Its side information is zero: no main data, from this frame or an earlier one. Source:
    /// ISO/IEC 11172-3 section 2.4.1.7.
    var silentFrame: [UInt8] {
        // In the free format no frame tells its length; so this one is given the least bit rate.
        empty(bitRateIndex: byteCount == nil ? 1 : Int(word >> 12 & 15))
    }

    /// An empty frame of this stream's format, the shortest with so many bytes of main data.
    func emptyFrame(mainDataByteCount: Int) -> [UInt8] {
        let frames = (1...13).lazy.map(empty)
        return frames.first { $0.count >= mainDataOffset + mainDataByteCount }
            ?? empty(bitRateIndex: 14)
    }

    /// A frame of zeros behind a header with this bit rate, without checksum or padding.
    private func empty(bitRateIndex: Int) -> [UInt8] {
        let changed = word & ~0x0000_F200 | 0x0001_0000 | UInt32(bitRateIndex) << 12
        guard let header = FrameHeader(changed), let byteCount = header.byteCount else { return [] }
        let bytes = [24, 16, 8, 0].map { UInt8(changed >> $0 & 0xFF) }
        return bytes + [UInt8](repeating: 0, count: byteCount - 4)
    }
}
