package dev.muster.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/// `muster token revoke`.
@Command(name = "revoke", description = "Take tokens back: they are nobody's at once.")
final class TokenRevokeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();
    @Mixin private ServiceOptions service = new ServiceOptions();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "As 'muster token list' shows it.")
    private List<String> ids = List.of();

    TokenRevokeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var code = ExitCode.DONE;
        for (var id : ids) {
            try {
                var path = "/api/v1/tokens/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
                service.send("DELETE", path, null);
                terminal.out().println(id + ": revoked");
            } catch (UsageFault fault) {
                // One that is mistyped must not leave the others in force.
                terminal.complain(String.valueOf(fault.getMessage()));
                code = ExitCode.USAGE;
            }
        }
        return code;
    }
}
