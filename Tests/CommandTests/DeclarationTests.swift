import Foundation
import Testing
import kling_batch

/// What is said of each setting once, and what is made of it.
struct DeclarationTests {
    @Test("no two settings have one key, and no two a variable")
    func names() {
        for command in CommandName.allCases {
            let keys = (SettingFacts.all + SettingFacts.ofEmulator).filter {
                $0.commands.contains(command)
            }.map(\.key)
            #expect(Set(keys).count == keys.count, "\(command)")
        }
        let lasting = SettingFacts.all.filter { !$0.isOptionOnly }
        #expect(Set(lasting.map(\.key)).count == lasting.count)
        let variables = lasting.flatMap(\.variables)
        #expect(Set(variables).count == variables.count)
    }

    @Test(
        "the help of a command shows the options that it is declared to take, and no others",
        arguments: CommandName.allCases)
    func help(command: CommandName) {
        let help = command.help
        let options = help.split(separator: "\n").filter { $0.hasPrefix("  --") }
        let shown = options.compactMap { $0.dropFirst(4).split { " /".contains($0) }.first }
        let declared = (SettingFacts.all + SettingFacts.ofEmulator).filter {
            $0.commands.contains(command)
        }
        #expect(Set(shown.map(String.init)) == Set(declared.map(\.optionName)))
        for variable in declared.flatMap(\.variables) { #expect(help.contains("[\(variable)]")) }
    }

    @Test(
        "a guide's table of options is the one that the declarations make",
        arguments: [("commands", SettingFacts.all), ("emulator", SettingFacts.ofEmulator)])
    func guide(name: String, settings: [SettingFacts]) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "docs/\(name).md")
        let guide = try String(contentsOf: file, encoding: .utf8)
        let start = try #require(guide.range(of: "| option | default |"))
        let end = try #require(
            guide.range(of: "\n\n", range: start.lowerBound..<guide.endIndex))
        let table = start.lowerBound..<end.lowerBound
        let declared = SettingTable(of: settings).markdown
        if ProcessInfo.processInfo.environment["KLING_UPDATE_DOCS"] == "1" {
            try guide.replacingCharacters(in: table, with: declared)
                .write(to: file, atomically: true, encoding: .utf8)
            return
        }
        #expect(
            guide[table] == declared,
            "KLING_UPDATE_DOCS=1 swift test --filter DeclarationTests writes the table anew.")
    }
}
