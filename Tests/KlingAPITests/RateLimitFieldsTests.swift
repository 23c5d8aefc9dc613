import Foundation
import KlingAPI
import Testing

/// The limits that a refusal states in its headers.
@Suite("rate limit fields")
struct RateLimitFieldsTests {
    private func refusal(_ headers: [(String, String)], status: Int = 429) -> Reply {
        Reply(
            status: status, headers: headers, body: Data("{}".utf8),
            now: Date(timeIntervalSince1970: 1_764_438_000))
    }

    private static func calls(_ count: Int, _ seconds: Int) -> StatedLimit {
        StatedLimit(count: count, window: .seconds(seconds), kind: .total)
    }

    @Test(
        "a limit with its length is stated, in any form",
        arguments: [
            ([("RateLimit-Policy", "60;w=60")], calls(60, 60)),
            ([("RateLimit-Policy", #""default";q=60;w=60"#)], calls(60, 60)),
            ([("RateLimit-Policy", #""a,b";q=10;w=1, "c" ; q=100 ; w=60"#)], calls(100, 60)),
            ([("RateLimit-Limit", "100, 100;w=10")], calls(100, 10)),
            ([("X-RateLimit-Limit-Minute", "30"), ("X-RateLimit-Limit", "30")], calls(30, 60)),
            (
                [
                    ("RateLimit-Policy", "60;w=60"),
                    ("RateLimit", "limit=60, remaining=0, reset=12"),
                ],
                calls(60, 60)
            ),
        ] as [([(String, String)], StatedLimit)])
    func limits(headers: [(String, String)], limit: StatedLimit) {
        #expect(refusal(headers).statedLimit == limit)
        #expect(refusal(headers, status: 200).statedLimit == nil)
    }

    @Test(
        "numbers that nobody means are not believed, nor a limit without its length",
        arguments: [
            "0;w=60", "-60;w=60", "60;w=0", "60;w=-1", "60", "6.5;w=60", "60;w=x", ";;,=,\"", "",
            "99999999999999999999999;w=60", "60;w=99999999999999999999", "2000000;w=60",
            #""bytes";q=60;w=60;qu="content-bytes""#, "limit=60, remaining=0, reset=12",
        ])
    func nonsense(policy: String) {
        #expect(refusal([("RateLimit-Policy", policy)]).statedLimit == nil)
    }

    @Test(
        "what is left and when it is reset is read in any form",
        arguments: [
            ([("RateLimit", "limit=60, remaining=0, reset=12")], true, 12),
            ([("RateLimit", #""default";r=0;t=12"#)], true, 12),
            ([("RateLimit", #""a";r=5;t=1, "b";r=0;t=12"#)], true, 12),
            ([("RateLimit", "limit=60, remaining=7, reset=12")], false, 12),
            ([("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1764438012")], true, 12),
            ([("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1764438012000")], true, 12),
            ([("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "-3")], true, nil),
        ] as [([(String, String)], Bool, Int?)])
    func resets(headers: [(String, String)], isLast: Bool, seconds: Int?) {
        let reply = refusal(headers)
        #expect(reply.isLastOfWindow == isLast)
        #expect(reply.retryAfter == seconds.map { .seconds($0) })
    }

    @Test("a message's limit goes before the headers'")
    func messageFirst() {
        let reply = Reply(
            status: 429, headers: [("RateLimit-Policy", "60;w=60")],
            body: Data(#"{"message":"at most 10 requests per minute"}"#.utf8))
        #expect(reply.statedLimit == Self.calls(10, 60))
    }
}
