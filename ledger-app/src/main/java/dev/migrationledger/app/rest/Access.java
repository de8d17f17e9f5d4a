package dev.migrationledger.app.rest;

import dev.migrationledger.core.problem.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets in who brings the token. Where there is none, only requests that name this machine as their host: a page in a
 * browser that was led here under another name (DNS rebinding) gets nothing.
 */
final class Access implements Filter {
    /** Say only whether the process works; what asks for them often cannot send a token. */
    private static final Set<String> OPEN = Set.of("/health/live", "/health/ready");

    private static final Pattern THIS_MACHINE =
            Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> token;

    Access(Optional<String> token) {
        this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        var problem = OPEN.contains(http.getRequestURI()) ? Optional.<Problem>empty() : refusal(http);
        if (problem.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var answer = (HttpServletResponse) response;
        boolean unauthorized = token.isPresent();
        if (unauthorized) {
            answer.setHeader("WWW-Authenticate", "Bearer");
        }
        answer.setStatus(unauthorized ? HttpServletResponse.SC_UNAUTHORIZED : HttpServletResponse.SC_FORBIDDEN);
        answer.setContentType("application/json");
        answer.getOutputStream().write(Errors.json(problem.get()));
    }

    private Optional<Problem> refusal(HttpServletRequest request) {
        if (token.isPresent()) {
            return isRight(request.getHeader("Authorization"), token.get()) ? Optional.empty() : Optional.of(RestProblems.unauthorized());
        }
        var host = Optional.ofNullable(request.getHeader("Host")).orElse("");
        return THIS_MACHINE.matcher(host).matches() ? Optional.empty() : Optional.of(RestProblems.strangeHost());
    }

    /** Takes as long for a wrong token as for the right one. */
    private static boolean isRight(@org.jspecify.annotations.Nullable String header, byte[] token) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8), token);
    }
}
