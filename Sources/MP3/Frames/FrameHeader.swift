/// The four bytes that begin an MPEG audio frame.
///
/// Source: ISO/IEC 11172-3 section 2.4.1.3 and 13818-3; MPEG 2.5 as Fraunhofer extended it.
struct FrameHeader: Hashable {
    let word: UInt32

    /// Reads a header; nil where the four bytes, most significant first, cannot begin a frame.
    init?(_ word: UInt32) {
        let isHeader =
            word & 0xFFE0_0000 == 0xFFE0_0000  // the sync word
            && word & 0x0018_0000 != 0x0008_0000  // not the reserved version
            && word & 0x0006_0000 != 0  // not the reserved layer
            && word & 0x0000_F000 != 0x0000_F000  // not the forbidden bit rate
            && word & 0x0000_0C00 != 0x0000_0C00  // not the reserved sample rate
        guard isHeader else { return nil }
        self.word = word
    }

    /// 1, 2 or 3.
    var layer: Int { 4 - Int(word >> 17 & 3) }

    /// Whether the version is MPEG 1, and not 2 or 2.5.
    var isMPEG1: Bool { word >> 19 & 3 == 3 }

    /// Whether two checksum bytes follow the header.
    var hasChecksum: Bool { word & 0x0001_0000 == 0 }

    /// One byte, or four in Layer I, where the frame is padded.
    var paddingByteCount: Int { word & 0x200 == 0 ? 0 : layer == 1 ? 4 : 1 }

    var channelCount: Int { word >> 6 & 3 == 3 ? 1 : 2 }

    var sampleRateHz: Int {
        let rate = [44_100, 48_000, 32_000][Int(word >> 10 & 3)]
        return switch word >> 19 & 3 {
        case 3: rate
        case 2: rate / 2
        default: rate / 4
        }
    }

    /// Samples of each channel.
    var sampleCount: Int { layer == 1 ? 384 : layer == 3 && !isMPEG1 ? 576 : 1152 }

    /// The frame's length with its header; nil in the free format, which does not tell it.
    var byteCount: Int? {
        let kilobits = bitRates[Int(word >> 12 & 15)]
        guard kilobits > 0 else { return nil }
        let bits = kilobits * 1000 * sampleCount / 8
        return layer == 1
            ? bits / sampleRateHz / 4 * 4 + paddingByteCount
            : bits / sampleRateHz + paddingByteCount
    }

    /// Whether two frames can be of one stream: the same version, layer and sample rate.
    func isAlike(_ other: FrameHeader) -> Bool {
        (word ^ other.word) & 0xFFFE_0C00 == 0
    }

    /// Where in a Layer III frame the side information ends and a Xing or Info header may stand.
    var mainDataOffset: Int {
        let sideInformation =
            switch (isMPEG1, channelCount) {
            case (true, 1), (false, 2): 17
            case (true, _): 32
            default: 9
            }
        return 4 + (hasChecksum ? 2 : 0) + sideInformation
    }

    /// The bit rates of its version and layer in kilobits a second, ascending.
    var possibleKilobits: [Int] { Array(bitRates.dropFirst()) }

    /// Kilobits a second by index, 0 for the free format.
    private var bitRates: [Int] {
        switch (isMPEG1, layer) {
        case (true, 1): Self.mpeg1Layer1
        case (true, 2): Self.mpeg1Layer2
        case (true, _): Self.mpeg1Layer3
        case (false, 1): Self.mpeg2Layer1
        default: Self.mpeg2Layers2And3
        }
    }

    private static let mpeg1Layer1 = [
        0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448,
    ]
    private static let mpeg1Layer2 = [
        0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384,
    ]
    private static let mpeg1Layer3 = [
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ]
    private static let mpeg2Layer1 = [
        0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256,
    ]
    private static let mpeg2Layers2And3 = [
        0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160,
    ]
}
