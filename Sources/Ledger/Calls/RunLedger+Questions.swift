package import SpeechTasks

/// A question to a service that is no call; it should be free, which is not certain.
package struct AskedQuestion: Sendable {
    /// The service's form that the question is put in.
    package var form: String
    /// What is asked: `route`, `length of 600 bytes`.
    package var about: String

    /// A question of these parts.
    package init(form: String, about: String) {
        self.form = form
        self.about = about
    }
}

/// Names a question in the ledger.
package struct QuestionID: Hashable, Sendable {
    let value: Int64
}

extension RunLedger {
    /// Writes a question down before it is sent.
    ///
    /// - Parameter account: a hash of the token.
    package func ask(
        _ question: AskedQuestion, of account: String, at service: Service
    ) async throws -> QuestionID {
        try await commits.writeToSpend { [now] database in
            let question: Int64 = try database.known(
                """
                INSERT INTO question (service, account, form, about, asked_at)
                VALUES ($1, $2, $3, $4, $5) RETURNING question_id
                """, [service.name, account, question.form, question.about, now()])
            return QuestionID(value: question)
        }
    }

    /// Writes down what was answered.
    package func answer(_ question: QuestionID, with reply: AttemptReply) async throws {
        try await commits.write { [now] database in
            try database.run(
                """
                UPDATE question SET answered_at = $1, http_status = $2, code = $3, message = $4,
                    request_id = $5
                WHERE question_id = $6
                """,
                [
                    now(), reply.httpStatus, reply.code, reply.message,
                    reply.requestID ?? reply.headerRequestID, question.value,
                ])
        }
    }

    /// Books questions to the batch that they were asked for; where refusals are taken to be
    /// charged, so are they.
    package func book(_ questions: [QuestionID], to batch: BatchID) throws {
        guard !questions.isEmpty else { return }
        try transaction { database in
            for question in questions {
                try database.run(
                    """
                    UPDATE question SET batch_id = $1, cost = (
                        SELECT price * charged_refusals FROM batch WHERE batch_id = $1)
                    WHERE question_id = $2
                    """, [batch.value, question.value])
            }
            try database.sumUp(batch)
        }
    }
}
