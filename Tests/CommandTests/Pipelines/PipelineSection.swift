import Foundation
import TestSupport

/// A section of a guide, such as `docs/pipelines.md`: the files that stand in it, and its commands.
struct PipelineSection {
    /// The heading, which names the tool.
    let title: String
    /// The blocks whose info string is a language and a file name, in their order.
    private(set) var files: [(name: String, text: String)] = []
    /// The `sh` blocks, in their order.
    private(set) var scripts: [String] = []
    /// The `text` blocks, which show what commands print, in their order.
    private(set) var outputs: [String] = []

    /// The guide each of whose sections is for one tool.
    static let pipelines = "docs/pipelines.md"

    /// All sections of a guide.
    static func all(of guide: String = pipelines) throws -> [PipelineSection] {
        sections(
            of: try String(
                contentsOfFile: TestData.projectFolder + "/" + guide, encoding: .utf8))
    }

    /// The sections of a guide; a heading within a block is none.
    static func sections(of guide: String) -> [PipelineSection] {
        var sections: [PipelineSection] = []
        var block: (info: String, lines: [String])?
        for line in guide.components(separatedBy: "\n") {
            if let open = block {
                if line == "```" {
                    if let last = sections.indices.last {
                        sections[last].take(open.info, open.lines)
                    }
                    block = nil
                } else {
                    block?.lines.append(line)
                }
            } else if line.hasPrefix("```") {
                block = (info: String(line.dropFirst(3)), lines: [])
            } else if line.hasPrefix("## ") {
                sections.append(PipelineSection(title: String(line.dropFirst(3))))
            }
        }
        return sections
    }

    private init(title: String) { self.title = title }

    private mutating func take(_ info: String, _ lines: [String]) {
        let text = lines.map { $0 + "\n" }.joined()
        let words = info.split(separator: " ", maxSplits: 1)
        if words.count == 2 {
            files.append((name: String(words[1]), text: text))
        } else if info == "sh" {
            scripts.append(text)
        } else if info == "text" {
            outputs.append(text)
        }
    }
}
