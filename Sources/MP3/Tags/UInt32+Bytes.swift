extension UInt32 {
    /// The four bytes, most significant first.
    package var bytes: [UInt8] { [24, 16, 8, 0].map { UInt8(self >> $0 & 0xFF) } }
}
