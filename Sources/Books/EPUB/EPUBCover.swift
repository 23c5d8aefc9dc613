import Markup

/// Finds the picture on a book's front.
enum EPUBCover {
    static func read(
        _ package: EPUBPackage, _ files: inout EPUBFiles
    ) throws(BookError) -> BookCover? {
        guard let item = try item(of: package, &files),
            let bytes = try files.bytes(of: item.file), !bytes.isEmpty
        else { return nil }
        return BookCover(bytes: bytes, mediaType: item.mediaType)
    }

    /// What EPUB 3 names, else EPUB 2, else the picture on the page that the guide calls the cover.
    private static func item(
        of package: EPUBPackage, _ files: inout EPUBFiles
    ) throws(BookError) -> EPUBPackage.Item? {
        let pictures = package.items.filter { $0.mediaType.hasPrefix("image/") }
        if let named = pictures.first(where: { $0.properties.contains("cover-image") }) {
            return named
        }
        if let id = package.coverID, let named = package.item(id),
            named.mediaType.hasPrefix("image/")
        {
            return named
        }
        for (type, target) in package.guide where type == "cover" {
            if let file = try picture(on: target.file, &files),
                let named = pictures.first(where: { $0.file == file })
            {
                return named
            }
        }
        return pictures.first { ["cover", "cover-image", "cover-img"].contains($0.id) }
    }

    private static func picture(
        on page: String, _ files: inout EPUBFiles
    ) throws(BookError) -> String? {
        let archive = files.archive
        guard archive.name(matching: page) != nil else { return nil }
        return try files.withTree(of: page) { root in
            let picture = root.first("img") ?? root.first("image")
            let link = picture?.attribute("src") ?? picture?.attribute("href")
            return link.flatMap { PageTarget(link: $0, in: page) }?.matching(archive).file
        }.flatMap { $0 }
    }
}
