/// What of a bill's row is read.
package enum BillField: String, CaseIterable, Sendable {
    case requestID = "request_id"
    case time
    case price
    case quota
    case duration
    case type
    case model
    case characters

    /// The names under which consoles export it, the surest first.
    var names: [String] {
        switch self {
        case .requestID: ["request_id", "请求id", "request", "task_id", "任务id", "id"]
        case .time:
            ["created_at", "time", "时间", "创建时间", "消费时间", "timestamp", "date", "日期"]
        case .price: ["price", "amount", "金额", "cost", "费用", "花费", "价格"]
        case .quota: ["quota", "额度", "消耗额度", "消费额度"]
        case .duration: ["use_time", "耗时", "用时", "duration"]
        case .type: ["type", "类型"]
        case .model: ["model_name", "model", "模型", "模型名称"]
        case .characters: ["characters"]
        }
    }
}

/// Which column of a bill holds what: by the names consoles use, or as it was told.
package struct BillColumns: Sendable {
    private var told: [BillField: String] = [:]

    /// Columns by their usual names.
    package init() {}

    /// Columns of which some are told as `FIELD=NAME`: `request_id=Ref`, `time=`, `price=`,
    /// `quota=`, `duration=`, `type=`, `model=`, `characters=`.
    ///
    /// An empty name leaves the field out.
    /// - Throws: ``BillError/badColumn(_:)``.
    package init(told arguments: [String]) throws(BillError) {
        for argument in arguments {
            let parts = argument.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let field = BillField(rawValue: String(parts[0])) else {
                throw .badColumn(argument)
            }
            told[field] = String(parts[1])
        }
    }

    /// Where each field stands among the columns of a bill.
    func indices(
        in columns: [String], place: String
    ) throws(BillError) -> [BillField: Int] {
        let keys = columns.map(Self.key)
        var found: [BillField: Int] = [:]
        for field in BillField.allCases {
            if let name = told[field] {
                guard !name.isEmpty else { continue }
                guard
                    let index = columns.firstIndex(of: name) ?? keys.firstIndex(of: Self.key(name))
                else {
                    throw Self.fault(
                        "there is no column `\(name)` for \(field.rawValue)", at: place,
                        among: columns)
                }
                found[field] = index
            } else {
                found[field] =
                    field.names.lazy.compactMap { keys.firstIndex(of: Self.key($0)) }
                    .first
            }
        }
        guard found[.requestID] != nil || found[.time] != nil else {
            throw Self.fault(
                "no column is known for the request or for the time; say which it is with "
                    + "--column request_id=NAME or --column time=NAME", at: place, among: columns)
        }
        return found
    }

    private static func fault(
        _ message: String, at place: String, among columns: [String]
    ) -> BillError {
        let names = columns.prefix(40).map { "`\($0)`" }.joined(separator: ", ")
        return .faults(["\(place): \(message); its columns are \(names)"], count: 1)
    }

    /// A name without case, blanks, underscores and a unit in brackets.
    private static func key(_ name: String) -> String {
        let plain = name.prefix { $0 != "(" && $0 != "（" }
        return plain.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    }
}
