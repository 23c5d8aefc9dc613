import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// Workbooks as spreadsheets write and read them.
@Suite(.timeLimit(.minutes(10)))
struct WorkbookPipelineTests {
    /// Debian's interpreter, whose packages another one does not see.
    private static let python = "/usr/bin/python3"
    private static let hasOpenpyxl =
        (try? output(of: [python, "-c", "import openpyxl"])) != nil

    @Test("a workbook of LibreOffice is a list, and the report is one it opens", .needs("soffice"))
    func libreOffice() async throws {
        try await runPipeline("Excel and LibreOffice") { result in
            #expect(result.made.contains("audio/intro.mp3"))
            #expect(result.made.contains("audio/moon.mp3"))
            let sound = try result.sound("audio/moon.mp3", "codec_name")
            #expect(sound == "mp3")
            let rows = try result.text("made.csv").split(separator: "\n")
            #expect(rows.count == 3)
            #expect(
                rows[0] == "id,title,text,voice,Scene,Take,state,file,seconds,speed,calls,"
                    + "surely_cny,cost_cny,request_ids,cut_confidence,reason,place"
            )
            #expect(rows[2].hasPrefix("moon,,The moon pulls.,reader_en_m-v1,sky,2,done,moon.mp3,"))
            #expect(rows[2].contains(",0.05,"))
        }
    }

    @Test(
        "openpyxl reads the report's cells as they are, and no text as a formula",
        .enabled(if: hasOpenpyxl, "python3-openpyxl not installed"))
    func openpyxl() async throws {
        try await BuiltCommand.with { kling in
            try kling.write(
                "id,text,note\na,Same.,=1+1\nb,Same.,<x> & \u{7}_x0041_\n", to: "lines.csv")
            try kling.write(Self.reading, to: "read.py")
            try await withSilentEmulatorRun(kling)
            try await kling.shell(
                "\(BuiltCommand.path) report lines --jobs --format xlsx > made.xlsx")
            let read = try await kling.shell("\(Self.python) read.py made.xlsx")
            #expect(
                read.split(separator: "\n").map(String.init) == [
                    "a|Same.|=1+1|s|n|0.000|0.025|0.00#",
                    "b|Same.|<x> & \u{7}_x0041_|s|n|0.000|0.025|0.00#",
                ], "\(read)")
        }
    }

    /// Rows as openpyxl has them: some values, and what kinds of cells they stand in.
    private static let reading = """
        import sys, openpyxl
        from openpyxl.utils.escape import unescape
        for row in list(openpyxl.load_workbook(sys.argv[1]).active.iter_rows())[1:]:
            cells = dict(zip("id title text voice note state file seconds speed calls sure cost".split(), row))
            note, seconds, cost = cells["note"], cells["seconds"], cells["cost"]
            kind = "s" if note.data_type in ("s", "inlineStr") else note.data_type
            print(cells["id"].value, cells["text"].value, unescape(note.value), kind,
                  seconds.data_type, seconds.number_format, cost.value, cost.number_format, sep="|")

        """

    @Test(
        "cells of openpyxl are read as LibreOffice shows them",
        .needs("soffice"), .enabled(if: hasOpenpyxl, "python3-openpyxl not installed"))
    func shown() async throws {
        try await BuiltCommand.with { kling in
            try kling.write(Self.writing, to: "write.py")
            try await kling.shell("\(Self.python) write.py")
            // As shown, with all fields in quotes where they need them.
            try await kling.shell(
                "soffice --headless --convert-to "
                    + "'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true' book.xlsx")
            try await withSilentEmulatorRun(kling, input: "book.xlsx")
            let report = try await kling.run(["report", "book", "--jobs", "--format", "json"])
            let found = try report.objects().map { row in
                let columns = row["columns"] as? [String: String] ?? [:]
                return ["date", "time", "share", "amount", "flag"].map { columns[$0] ?? "" }
            }
            let shown = try String(contentsOfFile: kling.folder + "/book.csv", encoding: .utf8)
                .split(separator: "\n").dropFirst().map { line in
                    line.split(separator: ",", omittingEmptySubsequences: false).dropFirst(2)
                        .map(String.init)
                }
            #expect(found.count == 2)
            #expect(found == Array(shown), "\(shown)")
        }
    }

    private static let writing = """
        import datetime, openpyxl
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["id", "text", "date", "time", "share", "amount", "flag"])
        sheet.append(["a", "One.", datetime.date(2026, 11, 29), datetime.time(7, 5), 0.256, 1.5, True])
        sheet.append(["b", "Two.", datetime.date(1999, 1, 2), datetime.time(19, 45), 1, -3, False])
        for row in sheet.iter_rows(min_row=2):
            for cell, form in zip(row[2:], ["d mmm yyyy", "h:mm AM/PM", "0.0%", "0.00"]):
                cell.number_format = form
        book.save("book.xlsx")

        """
}

/// Runs a batch of a list against a silent emulator and expects that all of it is made.
private func withSilentEmulatorRun(
    _ kling: BuiltCommand, input: String = "lines.csv"
) async throws {
    try await withSilentEmulator { emulator in
        let run = try await kling.run([
            "run", input, "--voice", "reader_en_m-v1", "--output", "audio", "--base-url",
            emulator.address,
        ])
        #expect(run.exitCode == 0, "\(run.errors)")
    }
}
