package fr.pli.smtp;

/** A verb that is not known (500), or known and not offered (502): RFC 5321 section 4.2.4. */
record RefusedCommand(Answer answer) implements Command {

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal {
        throw answer.refusal();
    }
}
