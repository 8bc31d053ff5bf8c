package dev.muster.simulation.ground;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every account there is. Who is named for the first time begins to exist.
public final class Accounts {

    private final Ground ground;
    private final Map<String, Account> byLogin = new LinkedHashMap<>();

    /// No accounts yet.
    public Accounts(Ground ground) {
        this.ground = ground;
    }

    /// The user of a login, made where nobody has it.
    public Account user(String login) {
        return account(login, login.endsWith("[bot]") ? "Bot" : "User");
    }

    /// The owner of repositories, an organization where nobody has the login.
    public Account organization(String login) {
        return account(login, "Organization");
    }

    /// The account of a login, absent where nobody has it.
    public @Nullable Account find(String login) {
        return byLogin.get(login);
    }

    /// Every user who is a person, by login.
    public List<Account> people() {
        return byLogin.values().stream()
                .filter(it -> it.type().equals("User"))
                .sorted(Comparator.comparing(Account::login))
                .toList();
    }

    /// A user takes another login; the number stays.
    public void rename(String login, String other) {
        var account = byLogin.remove(login);
        if (account == null || byLogin.containsKey(other)) {
            throw new IllegalArgumentException("'" + login + "' cannot become '" + other + "'");
        }
        byLogin.put(other, new Account(account.id(), other, account.type()));
    }

    private Account account(String login, String type) {
        return byLogin.computeIfAbsent(login, it -> new Account(ground.nextId(), it, type));
    }
}
