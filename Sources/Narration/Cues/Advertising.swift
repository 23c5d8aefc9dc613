import Texts

/// Lines with which makers and sites of subtitles speak for themselves.
///
/// A site's address counts wherever it stands, a credit only near the front or the end of a file:
/// people speak of subtitles and translations in films too.
struct Advertising {
    /// The lines that are advertising, and those that are not.
    ///
    /// - Parameter isAtEdge: Whether the cue is one of the first or the last of its file.
    static func parted(
        _ lines: [String], isAtEdge: Bool
    ) -> (spoken: [String], advertising: [String]) {
        let areFound = lines.map { isFound(in: $0, isAtEdge: isAtEdge) }
        // An address beside other words is what they are about.
        let areAll = zip(lines, areFound).allSatisfy { line, isFound in
            isFound || isAddress(line.lowercased())
        }
        let flags = areAll ? lines.map { _ in true } : areFound
        return (
            zip(lines, flags).filter { !$1 }.map(\.0), zip(lines, flags).filter { $1 }.map(\.0)
        )
    }

    /// Whether a line is one: by a site's address, by a whole phrase, or by the words of a credit.
    private static func isFound(in line: String, isAtEdge: Bool) -> Bool {
        guard line.unicodeScalars.count <= 160 else { return false }
        let text = line.lowercased()
        let bytes = Array(text.utf8)
        if marks.contains(where: bytes.holds) { return true }
        guard isAtEdge else { return false }
        let bare = Credit.bare(line)
        return Credit.isOfWorks(bare) || Credit.isOpened(bare)
            || (sites.contains(where: bytes.holds) && Credit.isNotice(text))
            || Credit.isOfGroup(text)
    }

    /// Addresses of sites, and phrases that nobody says in a film.
    private static let marks = [
        "opensubtitles.", "open-subtitles.", "osdb.link", "addic7ed.com", "subscene.com",
        "podnapisi.net", "tvsubtitles.net", "titlovi.com", "legendas.tv", "napiprojekt.pl",
        "napisy24.pl", "feliratok.info", "yts.mx", "yts.am", "yts.lt", "yts.ag", "subhd.",
        "assrt.net", "shooter.cn", "zimuku.", "zimuzu.", "yyets.", "amara.org",
        "support us and become vip member", "advertise your product or brand here",
        "please rate this subtitle", "help other users to choose the best subtitles",
        "to remove all ads from",
    ].map { Array($0.utf8) }

    /// Names of sites.
    private static let sites = [
        "opensubtitles", "addic7ed", "subscene", "podnapisi", "tvsubtitles", "napiprojekt",
        "napisy24", "yify", "zimuku", "yyets", "zimuzu",
    ].map { Array($0.utf8) }

    /// Whether a text is an address of the web and nothing else.
    private static func isAddress(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: ".")) else { return false }
        let address = text.filter { !"-~*=<>[](){} ".contains($0) }
        let begins = ["www.", "http://", "https://"].contains(where: address.hasPrefix)
        return begins && text.split(separator: " ").count <= 2
    }
}
