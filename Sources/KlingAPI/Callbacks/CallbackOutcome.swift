/// What a callback says of its attempt.
package enum CallbackOutcome: Sendable, Equatable {
    /// The audio is there; it was charged.
    case succeeded(CallbackAudio)
    /// It failed, with the service's own words; whether it was charged is another matter.
    case failed(message: String)
    /// The service is still at it.
    case working
    /// Nothing can be told from it.
    case unreadable
}

/// The audio that a callback brings.
package struct CallbackAudio: Sendable, Equatable {
    /// The service's name for it.
    package var id: String?
    /// Where it lies.
    package var url: String
    /// Its announced length in milliseconds.
    package var durationMilliseconds: Int?
    /// The service's time of creation in Unix milliseconds.
    package var createdAt: Int?
    /// What the call cost in Kling's units, as it is written.
    package var units: String?

    /// Audio of these parts.
    package init(
        id: String? = nil, url: String, durationMilliseconds: Int? = nil, createdAt: Int? = nil,
        units: String? = nil
    ) {
        self.id = id
        self.url = url
        self.durationMilliseconds = durationMilliseconds
        self.createdAt = createdAt
        self.units = units
    }
}
