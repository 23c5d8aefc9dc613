import Markup

/// A file that is called `.xlsx` and is what only an office program reads: a workbook of Excel 97, or
/// one that a password protects, which stands in a file of the same kind.
///
/// Source: [MS-CFB], [MS-OFFCRYPTO] 2.3.
enum OlderWorkbook {
    private static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static let lookedAtByteCount = 1 << 20

    /// What is wrong with such a file, with what to do; nil for any other.
    static func fault(path: String) -> String? {
        guard let file = try? ArchiveFile(path: path),
            let bytes = file.bytes(at: 0, count: min(file.byteCount, lookedAtByteCount)),
            bytes.starts(with: signature)
        else { return nil }
        let name: [UInt8] = "EncryptedPackage".utf8.reduce(into: []) { $0 += [$1, 0] }
        let isProtected = bytes.indices.contains { start in
            bytes[start] == name[0] && bytes[start...].starts(with: name)
        }
        return isProtected
            ? "a password protects it; open it, take the password away under “Protect Workbook” "
                + "(in LibreOffice “Save with password”), and save it again"
            : advice
    }

    /// How an older workbook becomes one that is read.
    static let advice =
        "it is a workbook of an older kind; save it as .xlsx, or with LibreOffice: "
        + "soffice --headless --convert-to xlsx FILE"
}
