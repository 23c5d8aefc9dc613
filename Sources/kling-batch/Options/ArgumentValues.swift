import ArgumentParser
package import SpeechTasks

// Values of other targets, as options take them.

extension Thousandths: ExpressibleByArgument {
    /// Reads a plain decimal such as `1.25`.
    package init?(argument: String) {
        self.init(decimal: argument)
    }
}

extension Money: ExpressibleByArgument {
    /// Reads a plain decimal such as `0.05`.
    package init?(argument: String) {
        self.init(argument)
    }
}
