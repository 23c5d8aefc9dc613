import Foundation
import KlingAPI
import SpeechTasks
import TestSupport
import Testing

/// Compares bills of simulated services, whose truth is known, with what a ledger would know.
@Suite(.timeLimit(.minutes(10)))
struct BillSimulationTests {
    struct Form: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var hasIDs = true
        var hasUse = true
        /// Charges of another program with the same token, for each of ours.
        var foreign = 0.0
        var sharing = BillMatching.Sharing.oursAlone
        /// The share of unknown outcomes that must be decided over all seeds.
        var decides = 0.0
    }

    static let forms = [
        Form(testDescription: "ids", decides: 0.6),
        Form(testDescription: "ids, no length of use", hasUse: false, decides: 0.25),
        Form(testDescription: "no ids", hasIDs: false, decides: 0.1),
        Form(
            testDescription: "no ids, no length of use", hasIDs: false, hasUse: false, decides: 0.1),
        Form(testDescription: "ids, others", foreign: 0.5, sharing: .perhapsOthers, decides: 0.25),
        Form(
            testDescription: "no ids, others", hasIDs: false, foreign: 0.5,
            sharing: .perhapsOthers),
    ]

    @Test("a charged unknown is never called free, nor a free one charged", arguments: forms)
    func sound(form: Form) {
        var unknown = 0
        var decided = 0
        var counted = 0
        for seed in 1...150 as ClosedRange<UInt64> {
            var service = SimulatedBill(form, seed: seed)
            let (calls, bill) = service.run()
            let result = BillMatching(sharing: form.sharing).compare(calls, with: bill)
            for (call, verdict) in result.verdicts {
                unknown += 1
                switch verdict {
                case .free:
                    decided += 1
                    #expect(!service.charged.contains(call.id), "seed \(seed), call \(call.id)")
                case .charged:
                    decided += 1
                    #expect(service.charged.contains(call.id), "seed \(seed), call \(call.id)")
                case .notKnown: break
                }
            }
            for match in result.matches where !match.charges.isEmpty {
                #expect(service.charged.contains(match.call.id), "seed \(seed)")
            }
            for shared in result.shared {
                let truth = shared.calls.filter { service.charged.contains($0.id) }
                #expect(truth.count == shared.charged.count, "seed \(seed)")
                counted += shared.calls.count
            }
            for row in result.notOurs {
                #expect(service.foreignPlaces.contains(row.place), "seed \(seed)")
            }
            #expect(result.skew.seconds.contains(service.skew), "seed \(seed)")
        }
        #expect(unknown > 300)
        #expect((counted > 0) == (form.sharing == .oursAlone), "\(counted) of \(unknown)")
        #expect(Double(decided) >= form.decides * Double(unknown), "\(decided) of \(unknown)")
    }
}

/// A service, its bill and a client, drawn from a seed.
private struct SimulatedBill {
    private let form: BillSimulationTests.Form
    private var generator: SplitMix64
    let skew: Double
    private(set) var charged: Set<Int64> = []
    private(set) var foreignPlaces: Set<String> = []
    private var calls: [KnownCall] = []
    private var rows: [BillRow] = []
    private let start = 1_796_000_000.25

    init(_ form: BillSimulationTests.Form, seed: UInt64) {
        self.form = form
        generator = SplitMix64(seed: seed)
        skew = Double.random(in: -300...300, using: &generator)
    }

    mutating func run() -> ([KnownCall], Bill) {
        let count = Int.random(in: 5...40, using: &generator)
        let workers = Int.random(in: 1...6, using: &generator)
        var free = Array(repeating: start, count: workers)
        for id in 1...Int64(count) {
            let worker = Int.random(in: 0..<workers, using: &generator)
            free[worker] = call(id, at: free[worker])
            // Now and then nothing happens for a long time.
            if chance(0.15) { free[worker] += Double.random(in: 60...4000, using: &generator) }
        }
        let end = (free.max() ?? start) + 3600
        for number in 0..<Int(Double(count) * form.foreign) {
            let moment = Double.random(in: start...end, using: &generator)
            let place = "foreign \(number)"
            foreignPlaces.insert(place)
            addRow(place, at: moment, use: 3, id: "foreign \(number)")
        }
        let times =
            Date(timeIntervalSince1970: start - 9000)...Date(timeIntervalSince1970: end + 9000)
        return (
            calls,
            Bill(
                rows: rows.shuffled(using: &generator), coverage: times, isSurelyOurs: true,
                clockAheadSeconds: skew)
        )
    }

    /// Makes a call and returns when its worker is free again.
    private mutating func call(_ id: Int64, at armed: Double) -> Double {
        let sent = armed + Double.random(in: 0...0.5, using: &generator)
        let work = Double.random(in: 0.5...40, using: &generator)
        let requestID = "req_\(id)"
        var settled = sent + work + 0.1
        var state = KnownCall.State.succeeded
        var isCharged = true
        var isNamed = true
        switch Double.random(in: 0..<1, using: &generator) {
        case ..<0.6: break
        case ..<0.7:
            state = .throttled
            isCharged = false
            settled = sent + 0.1
        case ..<0.85:
            // The reply was lost: on the way, or because it was not waited for.
            state = chance(0.8) ? .unknown : .writtenOff
            isNamed = false
            settled = min(settled, sent + Double.random(in: 0.1...60, using: &generator))
        default:
            state = .unknown
            isCharged = false
            isNamed = chance(0.2)
        }
        if isCharged {
            charged.insert(id)
            let late = Double.random(in: 0...0.4, using: &generator)
            // Without ids nothing tells a charge that came twice from another call's.
            for _ in 0..<(form.hasIDs && chance(0.05) ? 2 : 1) {
                addRow("\(id)", at: sent + work + late, use: work, id: requestID)
            }
        }
        calls.append(
            KnownCall(
                id: id, armedAt: Date(timeIntervalSince1970: armed),
                settledAt: Date(timeIntervalSince1970: settled), state: state,
                requestIDs: isNamed ? [requestID] : [],
                price: state == .throttled ? .zero : .documentedCallPrice))
        return settled + 0.01
    }

    private mutating func addRow(_ place: String, at moment: Double, use: Double, id: String) {
        var row = BillRow(place: place)
        row.time = Date(timeIntervalSince1970: (moment + skew).rounded(.down))
        row.useSeconds = form.hasUse ? Int(use) : nil
        row.requestID = form.hasIDs ? id : nil
        row.price = .documentedCallPrice
        row.model = "kling-tts"
        rows.append(row)
    }

    private mutating func chance(_ share: Double) -> Bool {
        Double.random(in: 0..<1, using: &generator) < share
    }
}
