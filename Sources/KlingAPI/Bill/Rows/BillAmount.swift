import SpeechTasks

/// An amount as a bill writes it.
struct BillAmount: Equatable {
    /// The amount in yuan without its sign, rounded to thousandths; nil if it is no yuan.
    var money: Money?
    /// The amount as it stands, unless ``money`` says exactly the same.
    var units: String?
    /// Whether it is below zero: money that came back.
    var isNegative = false

    /// How much quota is one yuan.
    ///
    /// Source: the gateway's public code.
    static let quotaPerYuan = 500_000

    /// Reads yuan: `0.05`, `¥0.05`, `-0.05 CNY`, `1,234.5`.
    ///
    /// Another currency is kept as units. Returns nil if it is no amount.
    init?(yuan text: String) {
        let plain = Self.without(["¥", "￥", "元", "cny", "rmb"], in: text)
        guard let number = Self.Number(plain) else {
            guard Self.Number(Self.without(["$", "＄", "usd", "€", "eur"], in: plain)) != nil else {
                return nil
            }
            self.init(units: text, isNegative: text.contains("-"))
            return
        }
        self.init(number, dividedBy: 1, text: text)
    }

    /// Reads quota, whole numbers such as `25000`; an amount with a decimal point or a sign of
    /// money is yuan under the name of quota.
    init?(quota text: String) {
        guard let number = Self.Number(text), number.scale == 0 else {
            self.init(yuan: text)
            return
        }
        self.init(number, dividedBy: Self.quotaPerYuan, text: text)
    }

    private init(units: String, isNegative: Bool) {
        self.units = units
        self.isNegative = isNegative
    }

    private init(_ number: Number, dividedBy divisor: Int, text: String) {
        isNegative = number.isNegative
        var unit = divisor
        for _ in 0..<number.scale { unit *= 10 }
        let (whole, overflow) = number.digits.multipliedReportingOverflow(by: 1000)
        guard !overflow else {
            units = text
            return
        }
        money = Money(thousandths: (whole + unit / 2) / unit)
        units = whole % unit == 0 ? nil : text
    }

    private static func without(_ marks: [String], in text: String) -> String {
        marks.reduce(text.lowercased()) { $0.replacing($1, with: "") }
            .filter { !$0.isWhitespace }
    }

    /// A plain decimal: digits and how many of them stand behind the point.
    private struct Number {
        var digits = 0
        var scale = 0
        var isNegative = false

        init?(_ text: String) {
            var rest = text.filter { !$0.isWhitespace }[...]
            if let sign = rest.first, sign == "-" || sign == "+" {
                isNegative = sign == "-"
                rest = rest.dropFirst()
            }
            let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), let whole = Self.whole(parts[0]) else {
                return nil
            }
            var fraction = parts.count == 2 ? parts[1] : ""
            guard parts.count == 1 || !fraction.isEmpty else { return nil }
            while fraction.hasSuffix("0") { fraction = fraction.dropLast() }
            guard whole.count + fraction.count <= 15, fraction.count <= 9,
                (whole + fraction).allSatisfy({ ("0"..."9").contains($0) }),
                let digits = Int(whole + fraction)
            else { return nil }
            self.digits = digits
            scale = fraction.count
        }

        /// The digits before the point, which commas may part into groups of three.
        private static func whole(_ text: Substring) -> String? {
            let groups = text.split(separator: ",", omittingEmptySubsequences: false)
            guard let first = groups.first, !first.isEmpty,
                groups.count == 1 || first.count <= 3,
                groups.dropFirst().allSatisfy({ $0.count == 3 })
            else { return nil }
            return groups.joined()
        }
    }
}
