/// Why one file is not made, as a sentence for a person that says what to do next.
///
/// Every target that makes files has such errors of its own, and lets those from below through as
/// they are. Whoever asked for the file tells the sentence and goes on with other files. Any other
/// error, of the ledger or of a task that was cancelled, concerns more than one file and ends the work.
package protocol MakingError: Error, CustomStringConvertible {}
