import Foundation
import TestSupport
import Testing

/// `docs/pipelines.md` as a whole; what each section makes stands in a suite of its own beside this one.
struct PipelineGuideTests {
    @Test("every section of the guide is run by a test, under its heading")
    func sections() throws {
        let folder = TestData.projectFolder + "/Tests/CommandTests/Pipelines"
        let tests = try FileManager.default.contentsOfDirectory(atPath: folder)
            .map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
        let sections = try PipelineSection.all()
        #expect(!sections.isEmpty)
        for section in sections {
            #expect(
                tests.contains { $0.contains("runPipeline(\"\(section.title)\"") },
                "nothing runs the commands under \(section.title)")
        }
    }

    @Test("files and commands are told apart by what stands behind the fence")
    func blocks() throws {
        let guide =
            "```sh\nno\n```\n## A\n```csv a b.csv\n## x\n```\n```sh\none\ntwo\n```\n```\nno\n```\n"
        let section = try #require(PipelineSection.sections(of: guide).first)
        #expect(section.title == "A")
        #expect(section.files.map(\.name) == ["a b.csv"])
        #expect(section.files.map(\.text) == ["## x\n"])
        #expect(section.scripts == ["one\ntwo\n"])
    }
}
