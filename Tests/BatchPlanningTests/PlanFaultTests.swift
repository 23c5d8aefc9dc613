import BatchPlanning
import JobLists
import Ledger
import Testing
import Texts

/// What of the inputs cannot be a job, and what follows.
@Suite(.timeLimit(.minutes(10)))
struct PlanFaultTests {
    @Test("all faults are said at once, with what to do")
    func all() async throws {
        let error = try await planningError("l.csv", "id,text,speed\na,,9\nb,Hi.,\nc,#REF!,\n")
        guard case .invalidInput(let faults)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(faults.count == 3)
        #expect(faults.rows == 2)
        #expect(!faults.endsInputEarly)
        #expect(faults.listed.map { "\($0.place)" } == ["l.csv:2:1", "l.csv:2:4", "l.csv:4:3"])
        let sentence = "\(PlanningError.invalidInput(faults))"
        #expect(sentence.contains("Nothing was sent: 3 faults."))
        #expect(sentence.contains("--skip-invalid"))
    }

    @Test("rows with faults are left out where that is asked for, and counted")
    func skipped() async throws {
        let planned = try await planned("l.csv", "id,text\na,\nb,Hi.\nc,\n") {
            $0.skipsInvalid = true
        }
        #expect(planned.plan.figures.jobs == 1)
        #expect(planned.jobs.map(\.id) == ["b"])
        #expect(planned.plan.faults.rows == 2)
        #expect(planned.plan.faults.lines.first == "Rows and cues left out (2):")
    }

    @Test("a fault that hides rows stops the plan all the same")
    func hidden() async throws {
        let error = try await planningError("l.csv", "id,text\na,Hi.\nb,\"open\n") {
            $0.skipsInvalid = true
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("Correct the input and run"))
    }

    @Test("where nothing is left the faults are said, and where nothing was there that is said")
    func nothing() async throws {
        let left = try await planningError("l.csv", "id,text\na,\n") { $0.skipsInvalid = true }
        #expect("\(left.map { "\($0)" } ?? "")".contains("l.csv:2:1: the row has no text"))
        #expect("\(left.map { "\($0)" } ?? "")".contains("nothing is left to make"))
        let empty = try await planningError("l.csv", "id,text\n,\n")
        #expect("\(empty.map { "\($0)" } ?? "")".contains("hold nothing to make"))
    }

    @Test("of many faults the first fifty are listed, and all are counted")
    func many() async throws {
        let rows = String(repeating: "x,\n", count: 80)
        let error = try await planningError("l.csv", "id,text\n" + rows)
        guard case .invalidInput(let faults)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(faults.count == 80)
        #expect(faults.rows == 80)
        #expect(faults.listed.count == PlanFaults.maximumListed)
        #expect("\(PlanningError.invalidInput(faults))".contains("… and 30 more"))
    }

    @Test("columns that nothing is made of are a remark, and a notice where one may be misspelt")
    func notices() async throws {
        let note = try await planned("l.csv", "id,text,note\na,Hi.,x\n").plan
        #expect(note.notices == [])
        #expect(note.remarks.count == 1)
        #expect(note.remarks.first?.contains("`note`") == true)
        let misspelt = try await planned("l.csv", "id,text,voice_ids\na,Hi.,x\n").plan
        #expect(misspelt.remarks == [])
        #expect(misspelt.notices.first?.contains("did you mean `voice_id`?") == true)
    }

    @Test("what was left out comes back out of the ledger's form, and so does what others wrote")
    func stored() async throws {
        let planned = try await planned("l.csv", "id,text\na,\nb,Hi.\n") { $0.skipsInvalid = true }
        let form = SkippedRows(planned.plan.faults)
        let again = try #require(SkippedRows(json: try form.json()))
        #expect(again.rows == 1)
        #expect(again.count == 1)
        #expect(again.listed.map(\.place) == ["l.csv:2:1"])
        #expect(again.listed.map(\.message) == form.listed.map(\.message))
        let other = try #require(
            SkippedRows(json: #"{"version":9,"rows":2,"new":true,"listed":[{}]}"#))
        #expect(other.rows == 2)
        #expect(other.listed.map(\.place) == [""])
    }
}
