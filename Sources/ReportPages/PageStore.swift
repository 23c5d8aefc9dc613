import Crypto
import Foundation

/// The parts that pages are made of, as they stand in `Page`: they are in the command itself.
package enum PageStore {
    /// The style of every page.
    package static let style = text(PackageResources.page_css)

    /// What every page's script begins with: players, and the drawing of calls.
    package static let sharedScript =
        "\"use strict\";\n" + text(PackageResources.shared_js) + text(PackageResources.calls_js)

    /// The script of the report as a file.
    package static let reportScript =
        sharedScript + text(PackageResources.film_js) + text(PackageResources.jobs_js)
        + text(PackageResources.report_js)

    /// The templates by name.
    package static let templates = [
        "top": text(PackageResources.top_mustache),
        "summary": text(PackageResources.summary_mustache),
        "open": text(PackageResources.open_mustache),
        "money": text(PackageResources.money_mustache),
        "calls": text(PackageResources.calls_mustache),
        "runs": text(PackageResources.runs_mustache), "book": text(PackageResources.book_mustache),
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

    /// What a page that is served may do: nothing but what stands in it, and asking its own server for
    /// audio and for how things stand.
    package static func servedPolicy(script: String) -> String {
        "default-src 'none'; script-src '\(hash(script))'; style-src '\(hash(style))'; "
            + "img-src data:; media-src 'self'; connect-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'"
    }

    /// A source by its hash, as a policy names it.
    private static func hash(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}
