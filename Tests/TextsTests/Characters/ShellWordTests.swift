import TestSupport
import Testing
import Texts

/// Words of commands that people are told to type.
struct ShellWordTests {
    @Test(
        "a word of a command is one word to a shell",
        arguments: [
            "lines", "my lines", "it's", "'\u{301}; touch x; '", "$(id)`id`", "", "a\nb", "小説",
            "-x", "--", "~", "a=b", "*", "a\\b", "#1", "!1",
        ])
    func words(word: String) throws {
        let said = try output(of: ["/bin/sh", "-c", "printf '%s|' \(word.shellWord)"])
        let isOption = word.hasPrefix("-")
        #expect(
            said.unicodeScalars.elementsEqual("\(isOption ? "--|" : "")\(word)|".unicodeScalars))
        let path = try output(of: ["/bin/sh", "-c", "printf '%s|' \(word.shellPath)"])
        #expect(path.unicodeScalars.elementsEqual("\(isOption ? "./" : "")\(word)|".unicodeScalars))
    }

    @Test("the value of an option is the option's, whatever it begins with")
    func options() {
        #expect("my lines".shellOption("--batch") == "--batch 'my lines'")
        #expect("-x".shellOption("--batch") == "--batch=-x")
    }

    @Test("a word that needs no quotation marks has none")
    func plain() {
        for word in ["lines", "season1/ep.01.srt", "小説", "../a_b-c"] {
            #expect(word.shellWord == word && word.shellPath == word)
        }
    }
}
