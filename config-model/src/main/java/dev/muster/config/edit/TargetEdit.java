package dev.muster.config.edit;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.model.Span;
import dev.muster.config.model.TargetName;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Promotes and demotes one target in the text of a `.ci.yaml`.
///
/// Every byte outside the line of `bringup` stays: comments, quoting, indentation, line breaks, a
/// byte order mark. Editing a text twice is the same as editing it once, and promoting what was
/// demoted gives the text before.
///
/// A comment behind `bringup` on its line explains it and goes with it
/// ([EditOutcome.Edited#removed] shows it); a comment on a line of its own always stays.
public final class TargetEdit {

    private TargetEdit() {}

    /// Takes a target out of bringup by removing its `bringup: true`.
    ///
    /// @param path how the text is named in diagnostics; nothing is opened
    /// @param text the file's bytes
    /// @param name the target
    public static EditOutcome promote(String path, byte[] text, TargetName name) {
        try {
            return promote(path, decoded(text), name);
        } catch (CharacterCodingException e) {
            return notUtf8(path);
        }
    }

    /// Takes a target out of bringup by removing its `bringup: true`.
    ///
    /// @param path how the text is named in diagnostics; nothing is opened
    /// @param text the file's text
    /// @param name the target
    public static EditOutcome promote(String path, String text, TargetName name) {
        return switch (TargetSearch.find(path, text, name)) {
            case TargetSearch.Found(var site) -> promoted(site);
            case TargetSearch.Missed(var outcome) -> outcome;
        };
    }

    /// Puts a target into bringup by writing `bringup: true # <issue>` below its name, or by
    /// turning its `bringup: false` into that.
    ///
    /// @param path how the text is named in diagnostics; nothing is opened
    /// @param text the file's bytes
    /// @param name the target
    /// @param issueUrl address of the issue that says why; http or https, in ASCII
    public static EditOutcome demote(String path, byte[] text, TargetName name, String issueUrl) {
        try {
            return demote(path, decoded(text), name, issueUrl);
        } catch (CharacterCodingException e) {
            return notUtf8(path);
        }
    }

    /// Puts a target into bringup by writing `bringup: true # <issue>` below its name, or by
    /// turning its `bringup: false` into that.
    ///
    /// @param path how the text is named in diagnostics; nothing is opened
    /// @param text the file's text
    /// @param name the target
    /// @param issueUrl address of the issue that says why; http or https, in ASCII
    public static EditOutcome demote(String path, String text, TargetName name, String issueUrl) {
        return switch (TargetSearch.find(path, text, name)) {
            case TargetSearch.Found(var site) -> demoted(site, issueUrl);
            case TargetSearch.Missed(var outcome) -> outcome;
        };
    }

    static EditOutcome promoted(TargetSite site) {
        return switch (site.bringup()) {
            case ABSENT, FALSE -> new EditOutcome.AlreadySo(site.line());
            case TRUE ->
                    applied(site, site.flow() ? FlowEdit.remove(site) : BlockEdit.remove(site));
            case UNCLEAR -> unclear(site);
        };
    }

    static EditOutcome demoted(TargetSite site, String issueUrl) {
        var fault = IssueUrl.fault(issueUrl);
        if (fault != null) {
            return new EditOutcome.Unsupported(fault, site.line());
        }
        return switch (site.bringup()) {
            case TRUE -> new EditOutcome.AlreadySo(site.line());
            case ABSENT ->
                    applied(
                            site,
                            site.flow()
                                    ? FlowEdit.insert(site, issueUrl)
                                    : BlockEdit.insert(site, issueUrl));
            case FALSE ->
                    applied(
                            site,
                            site.flow()
                                    ? FlowEdit.set(site, issueUrl)
                                    : BlockEdit.set(site, issueUrl));
            case UNCLEAR -> unclear(site);
        };
    }

    private static EditOutcome applied(TargetSite site, Change change) {
        return switch (change) {
            case Change.None(var why) -> new EditOutcome.Unsupported(why, site.line());
            case Change.Replace replace -> EditProof.check(site, replace);
        };
    }

    private static EditOutcome unclear(TargetSite site) {
        var value = site.bringupEntry().value();
        var why = "the value of 'bringup' is neither true nor false; write one of them";
        return new EditOutcome.Unsupported(why, site.lines().number(value.start()));
    }

    private static String decoded(byte[] text) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    }

    private static EditOutcome notUtf8(String path) {
        return Faults.one(Code.YAML_SYNTAX, path, Span.START, "the file is not UTF-8");
    }
}
