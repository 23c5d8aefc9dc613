import Foundation
import HTTPSupport
import Testing

struct OutsideTextTests {
    private let secret = "sk-a+b/c=d\"é0123456789"
    private var outside: OutsideText { OutsideText(secrets: [secret]) }

    @Test(
        "what steers a terminal goes, the words stay on one line",
        arguments: [
            ("two\r\nlines\tand more", "two lines and more"),
            ("\u{1B}[31mred\u{1B}[0m", "red"),
            ("\u{1B}]0;a title\u{7}words", "words"),
            ("\u{1B}]8;;http://x\u{1B}\\link", "link"),
            ("\u{9B}2Jclear", "clear"), ("\u{1B}(Bset", "set"),
            ("bell\u{7} back\u{8}space", "bell back space"),
            ("right\u{202E}to\u{2066}left\u{200F}", "righttoleft"),
            ("line\u{2028}separator", "line separator"), ("\u{0}\u{1}", ""),
            ("\u{1B}", ""), ("\u{1B}[12", ""), ("余额不足 👩‍👧", "余额不足 👩‍👧"),
        ])
    func controls(text: String, cleaned: String) {
        #expect(outside.message(text) == cleaned)
    }

    @Test("a secret is found as it is, percent-encoded and escaped as in JSON")
    func forms() {
        let percent = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let all = secret.utf8.map { "%" + String(UInt32($0) + 256, radix: 16).dropFirst() }.joined()
        let json = #"sk-a\u002bb\/c\u003dd\"é0123456789"#
        for form in [secret, percent, percent.lowercased(), all, json] {
            #expect(outside.message("token <\(form)> refused") == "token <(token)> refused")
        }
    }

    @Test(
        "a secret that was cut off is found by its beginning",
        arguments: [
            ("invalid token sk-a+b", "invalid token (token)"),
            ("invalid token sk-a+b/c=…", "invalid token (token)…"),
            ("invalid token sk-a+b/c=...", "invalid token (token)..."),
            ("sk-a+b/c=d*** (request id: 1)", "(token)*** (request id: 1)"),
            ("sk-a%2Bb%2", "(token)%2"), ("a token sk-", "a token sk-"),
        ])
    func cutOff(text: String, masked: String) {
        #expect(outside.message(text) == masked)
    }

    @Test("a secret at the place where a message is cut is masked, and one with controls within")
    func cutHere() {
        for count in 270...300 {
            let text = String(repeating: "x", count: count) + secret
            #expect(!outside.message(text).contains("sk-a"))
        }
        #expect(outside.message("sk-a+b/\u{1B}[1mc=d\"é0123456789") == "(token)")
    }

    @Test("texts are bounded, however long they come")
    func bounds() {
        let long = String(repeating: "字", count: 900_000)
        #expect(outside.message(long).unicodeScalars.count == 300)
        #expect(outside.message(long).hasSuffix("…"))
        #expect(outside.identifier(long).unicodeScalars.count == 200)
        #expect(outside.address("https://example.com/" + long) == nil)
        #expect(outside.message(String(repeating: "x", count: 300)).count == 300)
    }

    @Test("an address keeps its form, and a secret in it becomes a mark")
    func addresses() {
        #expect(
            outside.address(
                " https://example.com/a b.mp3\n?t=sk-a%2Bb%2Fc%3Dd%22%C3%A90123456789&x=1")
                == "https://example.com/a%20b.mp3?t=(token)&x=1")
        let long = "https://example.com/" + String(repeating: "a", count: 1980)
        #expect(outside.address(long) == long)
        #expect(outside.address(long + "a") == nil)
    }

    @Test("a body is masked byte by byte, also where it is cut")
    func bodies() {
        let body = Data([0xFF, 0x00]) + Data(secret.utf8) + Data("end".utf8)
        #expect(outside.masked(body, to: 100) == Data([0xFF, 0x00]) + Data("(token)end".utf8))
        #expect(outside.masked(body, to: 5) == Data([0xFF, 0x00]) + Data("(to".utf8))
    }

    @Test("a mark is not masked again, and no secret hides nothing")
    func marks() {
        let short = OutsideText(secrets: ["token", ""])
        #expect(short.message("token (token) tok") == "(token) (token) tok")
        #expect(OutsideText(secrets: []).message("anything") == "anything")
    }
}
