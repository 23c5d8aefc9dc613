extension Fault {
    /// Whether the call is done and stands on the bill.
    ///
    /// What is refused before the work is free, everything else is not.
    package var isCharged: Bool {
        self != .badGateway && refusal(in: PageForm()) == nil
    }

    /// Whether another call or another download cures it without anybody's decision and without
    /// stopping the batch.
    package var heals: Bool { Self.healing.contains(self) }

    private static let healing: Set<Fault> = [
        .serverErrorBefore, .serverErrorAfter, .dropAfter, .noAnswer, .truncated, .badGateway,
        .gatewayTimeout, .tlsBreak, .resetAfter, .garbageAfter, .code429, .tooFast, .tooManyAtOnce,
        .cutAudio, .emptyAudio, .status199, .codeZeroNoAudio429, .getChannelFailed,
        .getPriceScaleFailed, .getUserQuotaFailed, .doRequestFailed, .nested1302, .nested500x,
        .saturated, .kling1302, .kling1303, .kling5000, .kling5001, .kling5002,
    ]
}
