import Foundation
import KlingAPI
import SpeechTasks
import Testing

struct BillMatchingTests {
    private static let start = Date(timeIntervalSince1970: 1_796_000_000)
    private let price = Money(thousandths: 50)

    private func time(_ seconds: Double) -> Date { Self.start.addingTimeInterval(seconds) }

    private func call(
        _ id: Int64, at seconds: Double, for length: Double? = 3,
        _ state: KnownCall.State = .succeeded, ids: [String] = []
    ) -> KnownCall {
        let isFree = [.throttled, .refused, .notSent, .free].contains(state)
        return KnownCall(
            id: id, armedAt: time(seconds), settledAt: length.map { time(seconds + $0) },
            state: state, requestIDs: ids, price: isFree ? .zero : price)
    }

    private func row(
        _ place: String, at seconds: Double?, id: String? = nil, refund: Bool = false
    ) -> BillRow {
        var row = BillRow(place: place)
        row.time = seconds.map(time)
        row.requestID = id
        row.price = price
        row.isRefund = refund
        return row
    }

    private func bill(_ rows: [BillRow], isSurelyOurs: Bool = true) -> Bill {
        Bill(rows: rows, coverage: time(-10_000)...time(10_000), isSurelyOurs: isSurelyOurs)
    }

    private func compare(
        _ calls: [KnownCall], _ bill: Bill, _ sharing: BillMatching.Sharing = .oursAlone
    ) -> BillComparison {
        BillMatching(sharing: sharing).compare(calls, with: bill)
    }

    @Test("a row that names its call settles it, with the real price")
    func byRequestID() {
        var charge = row("1", at: 302, id: "b")
        charge.price = Money(thousandths: 40)
        let result = compare(
            [call(1, at: 0, ids: ["a"]), call(2, at: 0, .unknown, ids: ["x", "b"])],
            bill([row("2", at: 303, id: "a"), charge]))
        #expect(result.matches.map(\.call.id) == [1, 2])
        #expect(result.verdicts.map(\.verdict) == [.charged(Money(thousandths: 40))])
        #expect(result.skew.source == .requestIDs(2))
        #expect(result.skew.seconds.contains(300))
    }

    @Test("an unknown call without any row that fits is free")
    func free() {
        let result = compare(
            [call(1, at: 0, ids: ["a"]), call(2, at: 2000, .unknown)],
            bill([row("1", at: 3, id: "a")]))
        #expect(result.verdicts.map(\.verdict) == [.free])
    }

    @Test("rows that have to be ours charge the calls without which they are left over")
    func byTime() {
        let calls = [
            call(1, at: 0, ids: ["a"]), call(2, at: 5, .unknown), call(3, at: 6, .writtenOff),
            call(4, at: 5000, .unknown),
        ]
        let rows = [row("1", at: 2, id: "a"), row("2", at: 8, id: "q"), row("3", at: 9, id: "r")]
        let result = compare(calls, bill(rows))
        #expect(result.verdicts.map(\.verdict) == [.charged(price), .charged(price), .free])
        #expect(result.matches.map(\.basis) == [.requestID, .time, .time])
        let shared = compare(calls, bill(rows), .perhapsOthers)
        #expect(
            shared.verdicts.map(\.verdict)
                == [.notKnown(.rowsFit(2)), .notKnown(.rowsFit(2)), .free])
        #expect(shared.unclear.map(\.place) == ["2", "3"])
    }

    @Test("one row for two unknown calls says not whose it was")
    func ambiguous() {
        let result = compare(
            [call(1, at: 0, ids: ["a"]), call(2, at: 5, .unknown), call(3, at: 6, .unknown)],
            bill([row("1", at: 2, id: "a"), row("2", at: 8)]))
        #expect(
            result.verdicts.map(\.verdict) == [.notKnown(.rowsFit(1)), .notKnown(.rowsFit(1))])
    }

    @Test("a row that fits no call shows others, and then a row that fits proves nothing")
    func others() {
        let result = compare(
            [call(1, at: 0, ids: ["a"]), call(2, at: 5, .unknown)],
            bill([row("1", at: 2, id: "a"), row("2", at: 8), row("3", at: -5000)]))
        #expect(result.showsOthers)
        #expect(result.notOurs.map(\.place) == ["3"])
        #expect(result.verdicts.map(\.verdict) == [.notKnown(.rowsFit(1))])
    }

    @Test("no call of the last ten minutes is free, nor one in flight or beyond the bill")
    func tooRecent() {
        let calls = [
            call(1, at: 0, ids: ["a"]), call(2, at: 1000, .unknown),
            call(3, at: 1000, for: nil, .unknown), call(4, at: 9800, .unknown),
        ]
        var bill = bill([row("1", at: 2, id: "a")])
        bill.takenAt = time(1500)
        #expect(
            compare(calls, bill).verdicts.map(\.verdict)
                == [.notKnown(.notCovered), .notKnown(.inFlight), .notKnown(.notCovered)])
        bill.takenAt = time(1700)
        #expect(
            compare(calls, bill).verdicts.map(\.verdict)
                == [.free, .notKnown(.inFlight), .notKnown(.notCovered)])
    }

    @Test("a file that shows none of our calls, or misses one, calls nothing free")
    func anothersBill() {
        let calls = [call(1, at: 0, ids: ["a"]), call(2, at: 3000, .unknown)]
        var empty = bill([], isSurelyOurs: false)
        empty.clockAheadSeconds = 0
        let none = compare(calls, empty)
        #expect(none.verdicts.map(\.verdict) == [.notKnown(.billMayBeAnothers)])
        #expect(none.notCharged.map(\.id) == [1])
        let missing = compare(
            calls + [call(3, at: 6000, ids: ["c"])],
            bill([row("1", at: 2, id: "a")], isSurelyOurs: false))
        #expect(missing.verdicts.map(\.verdict) == [.notKnown(.billMayBeAnothers)])
        #expect(missing.notCharged.map(\.id) == [3])
    }

    @Test("times without a zone call nothing free until a row that names its call sets the clock")
    func localTimes() {
        var local = bill([row("1", at: 8 * 3600 + 3002, id: "q")])
        local.hasLocalTimes = true
        local.coverage = time(-200_000)...time(200_000)
        let unknown = call(2, at: 3000, .unknown)
        #expect(
            compare([unknown], local, .perhapsOthers).verdicts.map(\.verdict)
                == [.notKnown(.rowsFit(1))])
        local.rows.append(row("2", at: 8 * 3600 + 2, id: "a"))
        #expect(
            compare([call(1, at: 0, ids: ["a"]), unknown], local).verdicts.map(\.verdict)
                == [.charged(price)])
        local.rows.removeFirst()
        #expect(
            compare([call(1, at: 0, ids: ["a"]), unknown], local).verdicts.map(\.verdict)
                == [.free])
    }

    @Test("a charge under one id twice counts twice, and refunds take it back")
    func twiceAndRefunded() {
        let calls = [
            call(1, at: 0, ids: ["a"]), call(2, at: 0, .unknown, ids: ["b"]),
            call(3, at: 0, .unknown, ids: ["c"]),
        ]
        let rows = [
            row("1", at: 2, id: "a"), row("2", at: 3, id: "a"), row("3", at: 2, id: "b"),
            row("4", at: 60, id: "b", refund: true), row("5", at: 2, id: "c"),
            row("6", at: 3, id: "c"), row("7", at: 60, id: "c", refund: true),
        ]
        let result = compare(calls, bill(rows))
        #expect(result.matches.filter { $0.charges.count > 1 }.map(\.call.id) == [1, 3])
        #expect(result.matches.map(\.price) == [Money(thousandths: 100), .zero, price])
        #expect(result.verdicts.map(\.verdict) == [.free, .charged(price)])
    }

    @Test("a refund that names no call leaves open whose charge came back")
    func namelessRefund() {
        let result = compare(
            [call(1, at: 0, .unknown, ids: ["a"])],
            bill([row("1", at: 2, id: "a"), row("2", at: 60, refund: true)]))
        #expect(result.verdicts.map(\.verdict) == [.notKnown(.mayBeRefunded)])
        #expect(result.otherRefunds.map(\.place) == ["2"])
    }

    @Test("charges of one foreign id are one call's, not two calls'")
    func oneIDOneCall() {
        let result = compare(
            [call(1, at: 0, ids: ["a"]), call(2, at: 5, .unknown), call(3, at: 6, .unknown)],
            bill([row("1", at: 2, id: "a"), row("2", at: 8, id: "q"), row("3", at: 9, id: "q")]))
        #expect(
            result.verdicts.map(\.verdict) == [.notKnown(.rowsFit(1)), .notKnown(.rowsFit(1))])
    }

    @Test("one id for several calls charges them only if there is a row for each")
    func sharedID() {
        let calls = [call(1, at: 0, ids: ["a"]), call(2, at: 0, .unknown, ids: ["a"])]
        #expect(
            compare(calls, bill([row("1", at: 2, id: "a")])).verdicts.map(\.verdict)
                == [.notKnown(.sharedRequestID)])
        #expect(
            compare(calls, bill([row("1", at: 2, id: "a"), row("2", at: 3, id: "a")]))
                .verdicts.map(\.verdict) == [.charged(price)])
    }

    @Test("a refused call that was charged is told")
    func chargedRefusal() {
        let result = compare(
            [call(1, at: 0, .refused, ids: ["a"])], bill([row("1", at: 2, id: "a")]))
        #expect(result.chargedAfterAll.map(\.call.id) == [1])
    }

    @Test("rows of another model are not ours, and do not matter")
    func otherModel() {
        var video = row("2", at: 3001)
        video.model = "kling-v2-video"
        let result = compare(
            [call(1, at: 0, ids: ["a"]), call(2, at: 3000, .unknown)],
            bill([row("1", at: 2, id: "a"), video]))
        #expect(result.notOurs.map(\.place) == ["2"])
        #expect(result.verdicts.map(\.verdict) == [.free])
    }

    @Test("rows of another price amid our own are not ours; after them the price may have changed")
    func otherPrice() {
        let calls =
            [0.0, 100, 6000].map { call(Int64($0), at: $0, ids: ["\($0)"]) }
            + [call(9, at: 3000, .unknown)]
        var other = row("4", at: 3002)
        other.price = Money(thousandths: 70)
        var rows = [0.0, 100, 6000].map { row("\($0)", at: $0 + 2, id: "\($0)") } + [other]
        #expect(compare(calls, bill(rows)).verdicts.map(\.verdict) == [.free])
        rows.remove(at: 2)
        rows.append(row("3", at: 200, id: "0.0"))
        #expect(
            compare(calls, bill(rows)).verdicts.map(\.verdict) == [.charged(other.price)])
    }

    @Test("without a row that names its call, only the service's own clock lets calls be free")
    func clock() {
        let calls = [call(2, at: 3000, .unknown)]
        var silent = bill([])
        #expect(compare(calls, silent).verdicts.map(\.verdict) == [.notKnown(.clockNotKnown)])
        silent.clockAheadSeconds = 0
        silent.rows = [row("1", at: 2)]
        #expect(compare([call(1, at: 0)] + calls, silent).verdicts.map(\.verdict) == [.free])
        // With a clock that was two hours off then, this row could be the call's.
        silent.rows = [row("1", at: -4200, id: "q")]
        #expect(compare(calls, silent).verdicts.map(\.verdict) == [.notKnown(.clockNotKnown)])
    }

    @Test("a log without rows, or without a success that it covers, calls nothing free")
    func logThatIsNotKept() {
        let unknown = call(2, at: 3000, .unknown)
        var log = bill([])
        log.clockAheadSeconds = 0
        for calls in [[unknown], [call(1, at: 0, ids: ["a"]), unknown]] {
            #expect(
                compare(calls, log).verdicts.map(\.verdict) == [.notKnown(.billMayBeAnothers)])
        }
        log.rows = [row("1", at: 2, id: "a")]
        let calls = [call(1, at: 0, ids: ["a"]), call(3, at: 1000, ids: ["b"]), unknown]
        #expect(compare(calls, log).verdicts.map(\.verdict) == [.notKnown(.billMayBeAnothers)])
    }

    @Test("of calls in flight together it is told how many were charged, if all rows are ours")
    func shared() {
        let calls =
            [call(1, at: 0, ids: ["a"])] + (2...4).map { call($0, at: 1000, .unknown) }
        let rows = [row("1", at: 3, id: "a"), row("2", at: 1002), row("3", at: 1003)]
        let result = compare(calls, bill(rows))
        let doubts = Array(repeating: BillComparison.Verdict.notKnown(.rowsFit(2)), count: 3)
        #expect(result.verdicts.map(\.verdict) == doubts)
        #expect(result.shared.map(\.charged.count) == [2])
        #expect(result.shared.map(\.free.count) == [1])
        #expect(compare(calls, bill(rows), .perhapsOthers).shared.isEmpty)
        let success = calls + [call(5, at: 1000)]
        #expect(compare(success, bill(rows)).shared.isEmpty)
    }

    @Test("the length of use tells apart what times alone do not")
    func lengthOfUse() {
        var calls = (0..<4).map { call(Int64($0), at: Double($0) * 10, ids: ["\($0)"]) }
        var rows = (0..<4).map { row("\($0)", at: Double($0) * 10 + 3, id: "\($0)") }
        for index in rows.indices { rows[index].useSeconds = 3 }
        calls += [call(10, at: 1000, for: 100, .unknown), call(11, at: 1050, for: 20, .unknown)]
        var late = row("9", at: 1070)
        late.useSeconds = 18
        let result = compare(calls, bill(rows + [late]))
        // It began at 1052, when both were on the way.
        #expect(
            result.verdicts.map(\.verdict) == [.notKnown(.rowsFit(1)), .notKnown(.rowsFit(1))])
        late.useSeconds = 60
        #expect(
            compare(calls, bill(rows + [late])).verdicts.map(\.verdict)
                == [.charged(price), .free])
    }
}
