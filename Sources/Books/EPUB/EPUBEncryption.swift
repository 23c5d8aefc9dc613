import Markup

/// Finds out whether a book's text is encrypted.
///
/// Fonts are often made unusable outside their book, which harms no text.
enum EPUBEncryption {
    private static let fontMethods: Set<String> = [
        "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC",
    ]

    /// Refuses a book whose archive holds the files of a DRM system.
    static func check(_ files: inout EPUBFiles) throws(BookError) {
        let archive = files.archive
        if archive.name(matching: "META-INF/license.lcpl") != nil {
            throw .encrypted(path: archive.path)
        }
        let rights = "META-INF/rights.xml"
        if archive.name(matching: rights) != nil, let bytes = try files.bytes(of: rights),
            String(decoding: bytes, as: UTF8.self).contains("ns.adobe.com/adept")
        {
            throw .encrypted(path: archive.path)
        }
    }

    /// Whether the package document or a page of the reading order is encrypted.
    static func isEncrypted(
        _ package: EPUBPackage, _ files: inout EPUBFiles
    ) throws(BookError) -> Bool {
        let name = "META-INF/encryption.xml"
        let archive = files.archive
        guard archive.name(matching: name) != nil else { return false }
        let pages = Set(package.spine.map(\.file) + [package.file])
        return try files.withTree(of: name) { root in
            var isEncrypted = false
            root.forEachElement { element in
                guard let link = encryptedLink(element) else { return }
                let file = PageTarget(link: link, in: "").map { $0.matching(archive).file }
                if let file, pages.contains(file) { isEncrypted = true }
            }
            return isEncrypted
        } ?? false
    }

    /// The file that an element declares encrypted; nil if it is a font made unusable elsewhere.
    private static func encryptedLink(_ element: MarkupNode) -> String? {
        guard element.name == "encrypteddata" else { return nil }
        let method = element.elements.first { $0.name == "encryptionmethod" }?
            .attribute("Algorithm")
        guard !fontMethods.contains(method ?? "") else { return nil }
        return element.first("cipherreference")?.attribute("URI")
    }
}
