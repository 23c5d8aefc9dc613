import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Ledger
import SQLiteConnection
import SpeechTasks
import TestSupport
import Testing

/// Batches over weeks: inputs that come and go, files that move, and what is cleared up.
@Suite(.timeLimit(.minutes(10)))
struct BatchLifeTests {
    private func csv(_ batch: TestBatch, _ name: String, _ text: String) throws -> String {
        let path = batch.folder + "/" + name
        try "id,text,voice\n\(name.prefix(1)),\(text),reader_en_m-v1\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func sentences(_ batch: TestBatch) -> String {
        batch.events.all.compactMap { event in
            if case .notice(let sentence) = event { sentence } else { nil }
        }.joined(separator: "\n")
    }

    @Test("plan and run say alike what joined and left, and tracks of what left stay")
    func grows() async throws {
        try await TestBatch.with { batch, emulator in
            let (a, b) = (try csv(batch, "a.csv", "Hello."), try csv(batch, "b.csv", "Bye."))
            try await batch.finish(at: emulator) { $0.inputs = [a] }
            let plan = try await batch.plan(at: emulator) { $0.inputs = [b] }
            try await batch.finish(at: emulator) { $0.inputs = [b] }
            for sentence in plan.notices { #expect(sentences(batch).contains(sentence)) }
            #expect(plan.notices.contains("new in this batch: b.csv"))
            #expect(plan.notices.contains { $0.hasPrefix("no longer in this batch: a.csv; ") })
            #expect(batch.tracks() == ["a.mp3", "b.mp3"])
            #expect(try batch.states() == ["done": 1, "dropped": 1])
            #expect(try emulator.bill().count == 2)
        }
    }

    @Test("a batch that is forgotten is neither planned, run, renamed, moved nor forgotten again")
    func forgotten() async throws {
        try await TestBatch.with(.lines(1)) { batch, emulator in
            try await batch.finish(at: emulator)
            let path = batch.ledgerPath
            try await forgetBatch(named: "lines", evenInDoubt: false, ledgerPath: path)
            let reader = try #require(try LedgerReader(path: path))
            let name = try #require(try reader.batches().first?.name)
            let refused = LedgerError.forgotten(name: name)
            await #expect(throws: refused) {
                try await batch.plan(at: emulator) { $0.batchName = name }
            }
            await #expect(throws: refused) {
                try await batch.run(at: emulator) { $0.batchName = name }
            }
            await #expect(throws: refused) {
                try await batch.retry(at: emulator) { $0.batchName = name }
            }
            await #expect(throws: refused) {
                try await renameBatch(named: name, to: "x", ledgerPath: path)
            }
            await #expect(throws: refused) {
                try await moveBatch(named: name, to: batch.folder + "/new", ledgerPath: path)
            }
            await #expect(throws: refused) {
                try await forgetBatch(named: name, evenInDoubt: true, ledgerPath: path)
            }
            #expect(try reader.batches().map(\.name) == [name])
            #expect(try emulator.bill().count == 1)
        }
    }

    @Test("files move to another folder, and a move that was cut short is ended by the same again")
    func move() async throws {
        try await TestBatch.with(.lines(3)) { batch, emulator in
            try await batch.finish(at: emulator)
            let (old, new) = (batch.outputFolder, batch.folder + "/new/place")
            // As a kill leaves it: noted, one file moved, one in both places.
            try await RunLedger.withLedger(at: batch.ledgerPath) { ledger in
                let row = try #require(try ledger.reader.batch(named: "lines"))
                try ledger.setMoving(row.batch, to: new)
            }
            let files = FileManager.default
            try files.createDirectory(atPath: new, withIntermediateDirectories: true)
            try files.moveItem(atPath: old + "/line-1.mp3", toPath: new + "/line-1.mp3")
            try files.linkItem(atPath: old + "/line-2.mp3", toPath: new + "/line-2.mp3")
            try "mine".write(toFile: old + "/notes.txt", atomically: true, encoding: .utf8)
            await #expect(throws: LedgerError.moveUnfinished(name: "lines", folder: new)) {
                try await batch.run(at: emulator)
            }
            await #expect(throws: LedgerError.moveUnfinished(name: "lines", folder: new)) {
                try await batch.plan(at: emulator)
            }
            await #expect(throws: LedgerError.moveUnfinished(name: "lines", folder: new)) {
                try await batch.retry(at: emulator)
            }
            let moved = try await moveBatch(named: "lines", to: new, ledgerPath: batch.ledgerPath)
            #expect(moved.count == 2 && moved.left.isEmpty)
            #expect(
                try files.contentsOfDirectory(atPath: new).sorted()
                    == ["line-1.mp3", "line-2.mp3", "line-3.mp3"])
            #expect(try files.contentsOfDirectory(atPath: old) == ["notes.txt"])
            try await batch.finish(at: emulator) { $0.outputFolder = new }
            #expect(try emulator.bill().count == 3)
            #expect(try await batch.faultsFound() == [])
            let again = try await moveBatch(named: "lines", to: new, ledgerPath: batch.ledgerPath)
            #expect(again.count == 0)
        }
    }

    @Test("a move replaces nothing, and leaves what people changed")
    func moveInTheWay() async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            try await batch.finish(at: emulator)
            let new = batch.folder + "/new"
            let files = FileManager.default
            try files.createDirectory(atPath: new, withIntermediateDirectories: true)
            try "mine".write(toFile: new + "/line-2.mp3", atomically: true, encoding: .utf8)
            await #expect(throws: BatchRunError.self) {
                try await moveBatch(named: "lines", to: new, ledgerPath: batch.ledgerPath)
            }
            #expect(batch.tracks() == ["line-1.mp3", "line-2.mp3"])
            try files.removeItem(atPath: new + "/line-2.mp3")
            let edited = batch.outputFolder + "/line-1.mp3"
            try "mine".write(toFile: edited, atomically: true, encoding: .utf8)
            let moved = try await moveBatch(named: "lines", to: new, ledgerPath: batch.ledgerPath)
            #expect(moved.left == [edited] && moved.count == 1)
            #expect(batch.tracks() == ["line-1.mp3"])
        }
    }

    @Test("a move to another name of the same folder leaves every file where it is")
    func moveToLink() async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            try await batch.finish(at: emulator)
            let link = batch.folder + "/link"
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: batch.outputFolder)
            let before = batch.tracks()
            let moved = try await moveBatch(named: "lines", to: link, ledgerPath: batch.ledgerPath)
            #expect(moved.count == 0 && moved.left.isEmpty)
            #expect(batch.tracks() == before && before.count == 2)
            try await batch.finish(at: emulator) { $0.outputFolder = link }
            #expect(try emulator.bill().count == 2)
            #expect(try await batch.faultsFound() == [])
        }
    }

    @Test("neither move, rename, forget, relocate nor prune works while a run is on")
    func busy() async throws {
        try await TestBatch.with(.lines(1)) { batch, emulator in
            try await batch.finish(at: emulator)
            let path = batch.ledgerPath
            let busy = LedgerError.busy(path: path)
            try await RunLedger.withLedger(at: path) { _ in
                await #expect(throws: busy) {
                    try await moveBatch(named: "lines", to: "/tmp/none", ledgerPath: path)
                }
                await #expect(throws: busy) {
                    try await renameBatch(named: "lines", to: "x", ledgerPath: path)
                }
                await #expect(throws: busy) {
                    try await forgetBatch(named: "lines", evenInDoubt: true, ledgerPath: path)
                }
                await #expect(throws: busy) {
                    try await relocateBatches(
                        from: "/none", to: batch.folder, ledgerPath: path)
                }
                await #expect(throws: busy) { try await prune(PruneSettings(ledgerPath: path)) }
                var dry = PruneSettings(ledgerPath: path)
                dry.isDryRun = true
                let report = try await prune(dry)
                #expect(report.removed.isEmpty)
            }
            #expect(try batch.states() == ["done": 1])
        }
    }

    @Test(
        "prune takes tracks no longer asked for, the emulator's clips and left-overs, and no more")
    func pruneWhatIsLeft() async throws {
        try await TestBatch.with(.lines(4)) { batch, emulator in
            try await batch.finish(at: emulator)
            try batch.list(.lines(2))
            try await batch.finish(at: emulator)
            let part = batch.outputFolder + "/.kling-batch-1-1.part"
            try "left".write(toFile: part, atomically: true, encoding: .utf8)
            let edited = batch.outputFolder + "/line-4.mp3"
            try "mine".write(toFile: edited, atomically: true, encoding: .utf8)
            try "mine".write(
                toFile: batch.outputFolder + "/line-9.mp3", atomically: true, encoding: .utf8)
            var settings = PruneSettings(ledgerPath: batch.ledgerPath)
            settings.isDryRun = true
            let dry = try await prune(settings)
            #expect(batch.tracks().count == 6 && batch.clips().count == 4)
            settings.isDryRun = false
            settings.olderThanMilliseconds = 3_600_000
            #expect(try await prune(settings).removed.isEmpty)
            settings.olderThanMilliseconds = nil
            let report = try await prune(settings)
            #expect(report.removed == dry.removed && report.paths == dry.paths)
            #expect(report.removed[.tracks]?.count == 1)
            #expect(report.removed[.emulatorClips]?.count == 2)
            #expect(report.removed[.leftovers]?.count == 1)
            #expect(report.kept[.changed]?.count == 1)
            #expect(batch.tracks() == ["line-1.mp3", "line-2.mp3", "line-4.mp3", "line-9.mp3"])
            #expect(batch.clips().count == 2)
            #expect(try await batch.faultsFound() == [])
            #expect(try await prune(settings).removed.isEmpty)
        }
    }

    @Test("the last copy of what a real service was paid for stays, unless that is said")
    func prunePaid() async throws {
        try await TestBatch.with(.lines(3)) { batch, emulator in
            func real(_ run: inout RunSettings) { run.calls.serviceName = "tts.example.com" }
            try await batch.finish(at: emulator, real)
            let clips = batch.clips()
            try batch.list(.lines(2))
            try await batch.finish(at: emulator, real)
            var settings = PruneSettings(ledgerPath: batch.ledgerPath)
            let report = try await prune(settings)
            #expect(report.removed[.tracks]?.count == 1)
            #expect(report.kept[.paid]?.count == 1)
            #expect(batch.clips() == clips)
            settings.takesPaid = true
            #expect(try await prune(settings).removed[.paidClips]?.count == 1)
            #expect(batch.clips().count == 2)
            // It is paid for still: its address is asked again, and no call is made.
            try batch.list(.lines(3))
            try await batch.finish(at: emulator, real)
            #expect(try emulator.bill().count == 3)
            #expect(try batch.states() == ["done": 3])
        }
    }

    @Test("clips of another ledger in the same folder stay, whatever is said")
    func pruneOthersClips() async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            func real(_ run: inout RunSettings) { run.calls.serviceName = "tts.example.com" }
            try await batch.finish(at: emulator, real)
            let clips = batch.clips()
            let other = batch.folder + "/data/other.sqlite"
            try await RunLedger.withLedger(at: other) { _ in }
            var settings = PruneSettings(ledgerPath: other)
            settings.takesPaid = true
            let report = try await prune(settings)
            #expect(report.removed.isEmpty && report.kept[.foreign]?.count == 2)
            #expect(batch.clips() == clips)
        }
    }

    @Test("a track whose clip is gone is a last copy itself")
    func pruneLastTrack() async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            func real(_ run: inout RunSettings) { run.calls.serviceName = "tts.example.com" }
            try await batch.finish(at: emulator, real)
            try batch.list(.lines(1))
            try await batch.finish(at: emulator, real)
            try FileManager.default.removeItem(atPath: batch.clipsPath)
            let report = try await prune(PruneSettings(ledgerPath: batch.ledgerPath))
            #expect(report.removed.isEmpty && report.kept[.paid]?.count == 1)
            #expect(batch.tracks() == ["line-1.mp3", "line-2.mp3"])
        }
    }

    @Test("a file as a batch made it is nobody's input; one that is changed may be")
    func ownFiles() async throws {
        try await TestBatch.with(.lines(1)) { batch, emulator in
            try await batch.finish(at: emulator)
            let reader = try #require(try LedgerReader(path: batch.ledgerPath))
            let track = batch.outputFolder + "/line-1.mp3"
            #expect(try isMadeByBatch(track, in: reader))
            #expect(try !isMadeByBatch(batch.listPath, in: reader))
            try "other".write(toFile: track, atomically: true, encoding: .utf8)
            #expect(try !isMadeByBatch(track, in: reader))
        }
    }

    @Test("whoever holds the ledger is told from the lock, with batch, process and time")
    func holder() async throws {
        try await TestBatch.with(.lines(1)) { batch, emulator in
            #expect(try ledgerHolding(at: batch.ledgerPath) == .free)
            let work = LedgerWork(command: "run", batch: "lines")
            try await RunLedger.withLedger(at: batch.ledgerPath, for: work) { _ in
                guard case .held(let holder?) = try ledgerHolding(at: batch.ledgerPath) else {
                    Issue.record("nobody holds it")
                    return
                }
                #expect(holder.work == work && holder.process == Int(getpid()))
                let awaited = AwaitedRun(holder)
                #expect(awaited.sentence.contains("“lines”"))
            }
            #expect(try ledgerHolding(at: batch.ledgerPath) == .free)
        }
    }

    @Test("what a run says of itself is read beside its lock, and gone with it")
    func saying() async throws {
        try await TestBatch.with(.lines(1)) { batch, emulator in
            try await RunLedger.withLedger(
                at: batch.ledgerPath, for: LedgerWork(command: "run", batch: "lines")
            ) { ledger in
                func told(at now: Int) throws -> String {
                    guard case .held(let holder) = try ledgerHolding(at: batch.ledgerPath) else {
                        return "nobody holds it"
                    }
                    return AwaitedRun(holder, now: now).sentence
                }
                let unsaid = try told(at: 0)
                #expect(unsaid.hasSuffix("on \(ProcessInfo.processInfo.hostName))."))

                var progress = RunProgress()
                progress.callsToPay = 300
                progress.pause = "Paused: \(String(repeating: "nothing gets through, ", count: 30))"
                ledger.say(RunSaying(progress, pace: nil, time: 1000))
                #expect(try told(at: 1000).contains("It says: Paused: nothing gets through"))

                progress.pause = nil
                let pace = RunPace(
                    limit: "30 a minute", timeLeft: .seconds(600) ... .seconds(660))
                ledger.say(RunSaying(progress, pace: pace, time: 1000))
                #expect(try told(at: 1000).hasSuffix("whose calls take 10 to 11 min more."))
                #expect(try told(at: 13_000).hasSuffix("whose calls take 10 to 11 min more."))
                // A run that was stopped, or fell asleep, has said nothing since.
                #expect(try !told(at: 3_600_000).contains("more"))

                progress.callsToPay = 0
                ledger.say(RunSaying(progress, pace: pace, time: 1000))
                #expect(try !told(at: 1000).contains("more"))
            }
            try await RunLedger.withLedger(at: batch.ledgerPath) { _ in
                guard case .held(let holder?) = try ledgerHolding(at: batch.ledgerPath) else {
                    Issue.record("nobody holds it")
                    return
                }
                #expect(holder.saying == nil)
            }
        }
    }
}
