package dev.muster.simulation.ground;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A user, an organization or an App's bot.
///
/// @param id the number that stays when the login changes
/// @param login the name in addresses
/// @param type `User`, `Organization` or `Bot`
public record Account(long id, String login, String type) {

    /// As GitHub shows an account.
    public ObjectNode shape(Ground ground) {
        var name = login.replace("[", "%5B").replace("]", "%5D");
        var url = ground.api("/users/" + name);
        var shape = Json.object();
        shape.put("login", login);
        shape.put("id", id);
        shape.put("node_id", ground.nodeId("U", id));
        shape.put("avatar_url", ground.html("/avatars/" + id));
        shape.put("gravatar_id", "");
        shape.put("url", url);
        shape.put("html_url", ground.html("/" + name));
        shape.put("followers_url", url + "/followers");
        shape.put("following_url", url + "/following{/other_user}");
        shape.put("gists_url", url + "/gists{/gist_id}");
        shape.put("starred_url", url + "/starred{/owner}{/repo}");
        shape.put("subscriptions_url", url + "/subscriptions");
        shape.put("organizations_url", url + "/orgs");
        shape.put("repos_url", url + "/repos");
        shape.put("events_url", url + "/events{/privacy}");
        shape.put("received_events_url", url + "/received_events");
        shape.put("type", type);
        shape.put("site_admin", false);
        return shape;
    }
}
