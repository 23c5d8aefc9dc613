import Crypto
import Foundation

/// The parts that pages are made of, as they stand in `Page`: they are in the command itself.
package enum PageStore {
    /// The style of every page.
    package static let style = text(PackageResources.page_css)

    /// What every page's script begins with: players, drawings of calls and films, the table of jobs.
    package static let sharedScript =
        ["\"use strict\";\n"]
        + [
            PackageResources.shared_js, PackageResources.calls_js, PackageResources.film_js,
            PackageResources.jobs_js,
        ].map(text)

    /// The script of the report as a file.
    package static let reportScript =
        (sharedScript + [text(PackageResources.report_js)]).joined()

    /// The templates by name.
    static let templates = [
        "top": text(PackageResources.top_mustache), "book": text(PackageResources.book_mustache),
        "chapter": text(PackageResources.chapter_mustache),
        "film": text(PackageResources.film_mustache), "list": text(PackageResources.list_mustache),
        "bottom": text(PackageResources.bottom_mustache),
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// What a page may do: nothing but what stands in it, and playing audio of its own place.
    ///
    /// A page from the disk has no place of its own for every browser, so that it names files too.
    package static func policy(script: String) -> String {
        "default-src 'none'; script-src '\(hash(script))'; style-src '\(hash(style))'; "
            + "img-src data:; media-src 'self' file:; base-uri 'none'; form-action 'none'"
    }

    /// A source by its hash, as a policy names it.
    private static func hash(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}
