package dev.migrationledger.app.rest;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.json.JsonMapper;

/** Failures as the JSON that every command gives (CLI contract, section "JSON"): {@code {"error": {code, message, hint}}}. */
@RestControllerAdvice
final class Errors {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    static byte[] json(Problem problem) {
        var document = MAPPER.createObjectNode();
        document.put("ledger", "1");
        document.putObject("error")
                .put("code", problem.code())
                .put("message", problem.message())
                .put("hint", problem.hint());
        return MAPPER.writeValueAsBytes(document);
    }

    static ResponseEntity<byte[]> answer(HttpStatus status, Problem problem) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(json(problem));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> known(LedgerException e) {
        return answer(
                switch (e.problem().exit()) {
                    case USAGE -> HttpStatus.BAD_REQUEST;
                    case REFUSED -> HttpStatus.CONFLICT;
                    case OK, FINDINGS, FAILED, LOCKED, CONFIGURATION -> HttpStatus.SERVICE_UNAVAILABLE;
                },
                e.problem());
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    ResponseEntity<byte[]> nothingThere() {
        return answer(HttpStatus.NOT_FOUND, RestProblems.nothingThere());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> notSupported(HttpRequestMethodNotSupportedException e) {
        return answer(HttpStatus.METHOD_NOT_ALLOWED, RestProblems.badParameter("the method", "GET").problem());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> notAcceptable(HttpMediaTypeNotAcceptableException e) {
        return answer(HttpStatus.NOT_ACCEPTABLE, RestProblems.badParameter("Accept", "a type that is served here").problem());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> unforeseen(RuntimeException e) {
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, RestProblems.unforeseen(e));
    }
}
