import Books
import Markup
import Narration
import Testing
import Texts

@Suite("Web addresses")
struct WebAddressTests {
    private func spoken(_ text: String) throws -> String {
        try Spoken.chapter([Block(.paragraph, text)]).text
    }

    @Test(
        "an address is spoken as its host",
        arguments: [
            ("https://www.example.org/path?x=1", "example.org"),
            (
                "See http://example.org/a_(b), or www.example.org/c.",
                "See example.org, or example.org."
            ),
            ("(HTTP://WWW.Example.ORG:8080/)", "(Example.ORG)"),
            ("ftp://me:word@files.example.org/x;", "files.example.org;"),
            ("<https://example.org>", "<example.org>"),
            ("见https://example.org/路。好", "见example.org路。好"),
            ("https://müller.example/ä", "müller.example"),
            ("<http://http://cgit.example.org/x/>", "<cgit.example.org>"),
            ("http://HTTPS://www.example.org", "example.org"),
            ("http:////example.org/a", "example.org"),
            ("https://www.com and www.www.com", "www.com and www.com"),
        ])
    func hosts(text: String, expected: String) throws {
        let once = try spoken(text)
        #expect(once == expected)
        #expect(try spoken(once) == once)
    }

    @Test(
        "everything else stays as it is",
        arguments: [
            "me@example.org", "mailto:me@example.org", "example.org/path", "http://", "www.",
            "http://[::1]/", "http://http://", "http:///", "the www. prefix", "a://b",
            "10² H₂O MP3 COVID19 3.14 1,204 Mr. K.",
        ])
    func stays(text: String) throws {
        #expect(try spoken(text) == text)
    }
}
