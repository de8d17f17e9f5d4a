package dev.migrationledger.app.stream.kafka;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * What is spoken where Kafka should be. Its client cannot tell silence from the wrong protocol, so this asks, once that
 * client gave up: whoever answers a TLS greeting in TLS speaks it, whether or not we would believe its certificate.
 */
enum Speech {
    TLS,
    /** Somebody answered a TLS greeting with something else. */
    NO_TLS,
    /** Somebody took the connection and ended it at the greeting: a broker without TLS, or a balancer without a broker. */
    HANGS_UP,
    NOTHING;

    private static final int PATIENCE_MILLIS = 3_000;

    /** Of the first that takes a connection. @param servers each {@code host:port} */
    static Speech of(List<String> servers) {
        return servers.stream().map(Speech::of).filter(speech -> speech != NOTHING).findFirst().orElse(NOTHING);
    }

    private static Speech of(String server) {
        int colon = server.lastIndexOf(':');
        var host = server.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
        int port = Integer.parseInt(server.substring(colon + 1));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return greeted(socket, host, port);
        } catch (IOException _) {
            return NOTHING;
        }
    }

    private static Speech greeted(Socket socket, String host, int port) throws IOException {
        try (var tls = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, host, port, true)) {
            tls.startHandshake();
            return TLS;
        } catch (SSLHandshakeException e) {
            return endedBy(e) ? HANGS_UP : TLS;
        } catch (SSLException e) {
            return endedBy(e) ? HANGS_UP : NO_TLS;
        } catch (SocketException _) {
            return HANGS_UP;
        }
    }

    private static boolean endedBy(SSLException failure) {
        return failure.getCause() instanceof EOFException || failure.getCause() instanceof SocketException;
    }
}
