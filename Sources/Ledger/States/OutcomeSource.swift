/// Who knows how a call ended.
package enum OutcomeSource: String, LedgerWord {
    /// Its reply.
    case reply
    /// The next run, which found it under way.
    case restart
    /// The service called back.
    case callback
    /// The provider's bill.
    case bill
    /// A person who asked the provider.
    case person

    package static var meaning: String { "who knows how a call ended" }
}
