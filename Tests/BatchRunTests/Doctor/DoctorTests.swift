import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Ledger
import SQLiteConnection
import SpeechTasks
import TestServers
import TestSupport
import Testing

/// What `doctor` finds where the service is well.
@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct DoctorTests {
    @Test(
        "each form is found with its longest text, for nothing, and the next plan knows both",
        arguments: [
            (EmulatorForm.page, TextLimit(characters: 10_000)),
            (.gateway, TextLimit(bytes: 1000)), (.kling, TextLimit(characters: 1000)),
        ])
    func forms(form: EmulatorForm, limit: TextLimit) async throws {
        try await TestBatch.with(knowsPace: false, .lines(1)) {
            $0.form = form
        } perform: { batch, emulator in
            let report = try await batch.diagnose(at: emulator.address)
            #expect(!report.hasProblem)
            #expect(report.perhapsCharged == 0 && (1...15).contains(report.questions))
            #expect(report.form == form.rawValue && report.textLimit == limit)
            #expect(try report.check("form").finding.contains("“\(form.rawValue)”"))
            #expect(try report.check("longest text").finding.contains("\(limit)"))
            #expect(try report.check("token").finding == "emulator accepts it")
            #expect(
                try report.check("cost").finding.hasPrefix(
                    "nothing was paid: \(report.questions) questions asked"))
            #expect(try emulator.bill().isEmpty)
            #expect(batch.ledgerHolds("route \(form.rawValue)"))
            #expect(batch.ledgerHolds("length \(form.rawValue) "))

            let plan = try await batch.plan(at: emulator)
            #expect(plan.callee.isFormKnown && plan.callee.formName == form.rawValue)
            #expect(plan.callee.textLimit == limit)
        }
    }

    @Test("a gateway is asked what the token has left, the others are not")
    func credit() async throws {
        try await TestBatch.with(knowsPace: false) { batch in
            try await withSilentEmulator {
                $0.form = .gateway
            } perform: { emulator in
                let report = try await batch.diagnose(at: emulator.address)
                #expect(try report.check("credit").state == .ok)
            }
            try await withSilentEmulator { emulator in
                let report = try await batch.diagnose(at: emulator.address)
                #expect(try report.check("credit").state == .skipped)
            }
        }
    }

    @Test("what is left is told in the gateway's money, and nothing left is a problem")
    func money() async throws {
        for (units, state) in [(250_000, DoctorCheck.State.ok), (0, .problem)] {
            try await TestBatch.with(knowsPace: false) { batch in
                try await withScriptedServer { request in
                    if request.hasPrefix("GET /api/usage/token/ ") {
                        return .json("200 OK", #"{"data":{"total_available":\#(units)}}"#)
                    }
                    guard request.hasPrefix("POST /kling/v1/audio/tts ") else {
                        return .reply("404 Not Found")
                    }
                    return .json(
                        "500 Error",
                        #"{"code":"build_request_failed","message":"voice_id is required"}"#)
                } _: { address, _ in
                    let report = try await batch.diagnose(at: address)
                    let credit = try report.check("credit")
                    #expect(credit.state == state)
                    #expect(credit.finding.contains(units > 0 ? "has 0.50 of" : "has 0.00 of"))
                    // It looks at the voice first, so the length cannot be found out.
                    #expect(try report.check("longest text").state == .warning)
                    #expect(report.textLimit == nil && report.form == "gateway")
                }
            }
        }
    }

    @Test("a signed token is accepted by its secret, and refused by another")
    func keys() async throws {
        try await TestBatch.with(knowsPace: false) {
            $0.form = .kling
            $0.keys = AccessKeys(accessKey: "key", secretKey: "secret")
        } perform: { batch, emulator in
            for (secret, problems) in [("secret", []), ("other", ["token"])] {
                let report = try await batch.diagnose(at: emulator.address) {
                    let account = Account(accessKey: "key", secretKey: secret)
                    $0.caller = .account(account, warnings: [])
                }
                #expect(report.names(.problem) == problems)
            }
        }
    }

    @Test("a limit below the form's is found, and a lower one learned before stands")
    func limits() async throws {
        try await TestBatch.with(knowsPace: false, .lines(1)) {
            $0.maximumCharacters = 3000
        } perform: { batch, emulator in
            let report = try await batch.diagnose(at: emulator.address)
            #expect(try report.check("longest text").finding.contains("3000 characters"))
            try await RunLedger.withLedger(at: batch.ledgerPath) { ledger in
                try await ledger.learn(
                    LearnedAccount(textLimit: TextLimit(characters: 700)),
                    of: batch.account.name, at: .emulator)
            }
            let again = try await batch.diagnose(at: emulator.address)
            #expect(
                try again.check("longest text").finding.contains(
                    "700 characters were learned before"))
            #expect(try await batch.plan(at: emulator).callee.textLimit.characters == 700)
        }
    }

    @Test("a path that was named is kept with the account, and asked for first from then on")
    func path() async throws {
        try await TestBatch.with(knowsPace: false, .lines(1)) {
            $0.form = .gateway
            $0.path = "/speech"
        } perform: { batch, emulator in
            let report = try await batch.diagnose(at: emulator.address) {
                $0.calls.form = "gateway"
                $0.calls.path = "/speech"
            }
            #expect(try report.check("form").finding.hasSuffix("“gateway”, at /speech"))
            let again = try await batch.diagnose(at: emulator.address)
            #expect(try again.check("form") == report.check("form"))
            #expect(try await batch.plan(at: emulator).callee.formName == "gateway")
            #expect(try emulator.bill().isEmpty)
        }
    }

    @Test("while a run uses the ledger nothing is asked, and what is known is said")
    func ledgerInUse() async throws {
        try await TestBatch.with(knowsPace: false) { batch, emulator in
            _ = try await batch.diagnose(at: emulator.address)
            try await RunLedger.withLedger(at: batch.ledgerPath) { _ in
                let report = try await batch.diagnose(at: emulator.address)
                #expect(report.questions == 0 && !report.hasProblem)
                #expect(try report.check("ledger").state == .warning)
                let silence = "not asked, since a run uses the ledger now"
                #expect(try report.check("credit").finding == silence)
                #expect(
                    try report.check("form").finding
                        == silence + "; known from before: “page”")
                #expect(
                    try report.check("longest text").finding
                        == silence + "; known from before: 10000 characters")
            }
        }
    }

    @Test("without a token, and without a ledger that can be written, nothing is asked")
    func notAsked() async throws {
        try await TestBatch.with(knowsPace: false) { batch, emulator in
            let tokenless = try await batch.diagnose(at: emulator.address) {
                $0.caller = .none(reason: "there is none", advice: "Set one")
            }
            #expect(tokenless.names(.problem) == ["token"])
            #expect(try tokenless.check("form").finding == "not asked without a token")
            let ledgerless = try await batch.diagnose(at: emulator.address) {
                $0.ledgerPath = batch.folder
            }
            #expect(ledgerless.names(.problem) == ["ledger"])
            #expect(tokenless.questions == 0 && ledgerless.questions == 0)
        }
    }

    @Test("a folder that is not there is not made, and a file in its place is a problem")
    func folders() async throws {
        try await TestBatch.with(knowsPace: false) { batch, emulator in
            let report = try await batch.diagnose(at: emulator.address) {
                $0.outputFolder += "/inner"
            }
            #expect(try report.check("output").finding.contains("not there yet"))
            #expect(!FileManager.default.fileExists(atPath: batch.outputFolder))

            try "a file".write(
                toFile: batch.outputFolder, atomically: true, encoding: .utf8)
            let blocked = try await batch.diagnose(at: emulator.address)
            #expect(blocked.names(.problem) == ["output"])
        }
    }
}
