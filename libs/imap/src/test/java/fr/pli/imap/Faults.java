package fr.pli.imap;

import fr.pli.imap.mail.AccessList;
import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.MailStore;
import fr.pli.imap.mail.Mailbox;
import fr.pli.mss.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A switch between the engine and any store: while it is on, every call fails as if the store were out of reach. */
final class Faults {

    private volatile boolean on;
    private volatile UnaryOperator<AccessList> restricted = UnaryOperator.identity();

    void on(boolean now) {
        on = now;
    }

    /** What of its rights on a BAL the one who is there has, from now on. */
    void restrict(Set<AccessList.Use> uses) {
        restricted = list -> new AccessList(uses, list.entries());
    }

    /** The store behind the switch. */
    MailStore between(MailStore store) {
        return between(MailStore.class, store);
    }

    private <T> T between(Class<T> port, T target) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, args) -> call(target, method, args)));
    }

    private Object call(Object target, Method method, Object[] args) throws Throwable {
        if (on) {
            throw new StoreUnavailableException("switched off", new IllegalStateException());
        }
        try {
            Object result = method.invoke(target, args);
            return switch (result) {
                case Account account -> between(Account.class, account);
                case Mailbox mailbox -> between(Mailbox.class, mailbox);
                case AccessList list -> restricted.apply(list);
                case null, default -> result;
            };
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
