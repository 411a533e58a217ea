package org.amana.issuer.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.authority.RegisterConnection;
import org.amana.issuer.permit.FetchLeave;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * A register that stands as CSV on another machine. The file is read anew for each release, through a connection to the
 * one host key the operator named, and nothing of it is written here.
 */
final class SftpRegister implements OfficeRegister {
    private final AuthorityId authority;
    private final RegisterConnection limits;
    private final RegisterContext camel;
    private final String endpoint;
    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable ConsumerTemplate template;

    SftpRegister(AuthorityId authority, RegisterConnection limits, RegisterConnection.Sftp sftp,
            RegisterContext camel) {
        this.authority = authority;
        this.limits = limits;
        this.camel = camel;
        camel.bind(EveryTime.NAME, new EveryTime());
        int name = sftp.file().lastIndexOf('/') + 1;
        long timeout = limits.timeout().toMillis();
        this.endpoint = "sftp:" + sftp.host() + ":" + sftp.port() + "/" + sftp.file().substring(0, name)
                + "?username=" + sftp.username() + "&fileName=" + sftp.file().substring(name)
                + "&privateKeyFile=RAW(" + sftp.privateKey() + ")&knownHostsFile=RAW(" + sftp.knownHosts()
                + ")&useUserKnownHostsFile=false&strictHostKeyChecking=yes&autoCreateKnownHostsFile=false"
                + "&preferredAuthentications=publickey&jschLoggingLevel=OFF&connectTimeout=" + timeout + "&soTimeout="
                + timeout + "&timeout=" + timeout + "&maximumReconnectAttempts=0&throwExceptionOnConnectFailed=true"
                + "&disconnect=true&noop=true&idempotent=false&inProgressRepository=#" + EveryTime.NAME
                + "&streamDownload=true&stepwise=false&autoCreate=false"
                + "&useList=false&localWorkDirectory=&maxMessagesPerPoll=1&runLoggingLevel=OFF";
    }

    @Override
    public Optional<Map<String, String>> row(FetchLeave leave, String registerNumber) {
        leave.use(authority);
        Optional<Map<String, String>> found = Optional.empty();
        try {
            Iterator<RegisterRow> rows = RegisterCsv.rows(fileInTime(), Set.of(RegisterColumn.REGISTER_NUMBER.header()),
                    RegisterColumn.all().stream().map(RegisterColumn::header).collect(Collectors.toSet()));
            while (rows.hasNext()) {
                RegisterRow row = rows.next();
                if (row.cell(RegisterColumn.REGISTER_NUMBER.header()).equals(registerNumber)) {
                    if (found.isPresent()) {
                        throw unreadable("the register has more than one row under that number", null);
                    }
                    found = Optional.of(row.cells());
                }
            }
            return found;
        } catch (ProblemException e) {
            throw e.problem() instanceof RegisterProblem
                    ? e
                    : unreadable("the register's file is not of the form of an import", e);
        }
    }

    /** The whole file within the time of the settings: a machine that sends a byte now and then gets no more. */
    private byte[] fileInTime() {
        var task = new FutureTask<>(this::fileAlone);
        Thread.ofVirtual().name("register-file").start(task);
        try {
            return task.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new ProblemException(new RegisterProblem.TimedOut(), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new RegisterProblem.TimedOut(), e);
        }
    }

    /** One at a time: the component has one connection for an address. */
    private byte[] fileAlone() throws InterruptedException {
        reading.lockInterruptibly();
        try {
            return file();
        } finally {
            reading.unlock();
        }
    }

    private byte[] file() {
        Exchange file;
        try {
            file = template().receiveNoWait(endpoint);
        } catch (RuntimeException e) {
            throw problem(e);
        }
        if (file == null) {
            throw new ProblemException(new RegisterProblem.Unavailable("the register's machine has no such file"));
        }
        try {
            return content(file);
        } finally {
            template().doneUoW(file);
        }
    }

    private byte[] content(Exchange file) {
        int most = Math.toIntExact(limits.maxSize().toBytes());
        try (InputStream in = file.getMessage().getBody(InputStream.class)) {
            if (in == null) {
                throw unreadable("the register's file is empty", null);
            }
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new ProblemException(new RegisterProblem.TooLarge());
            }
            return content;
        } catch (IOException e) {
            throw new ProblemException(new RegisterProblem.Unavailable("the register's file cannot be read"), e);
        }
    }

    private synchronized ConsumerTemplate template() {
        ConsumerTemplate known = template;
        if (known == null) {
            known = camel.consumer();
            template = known;
        }
        return known;
    }

    private static ProblemException problem(RuntimeException e) {
        boolean isLate = ObjectHelper.getException(java.net.SocketTimeoutException.class, e) != null;
        boolean isFailed = ObjectHelper.getException(GenericFileOperationFailedException.class, e) != null;
        if (!isLate && !isFailed) {
            throw e;
        }
        return new ProblemException(isLate
                ? new RegisterProblem.TimedOut()
                : new RegisterProblem.Unavailable("the register's machine gives no file"), e);
    }

    private static ProblemException unreadable(String detail, @Nullable ProblemException cause) {
        var problem = new RegisterProblem.Unreadable(detail);
        return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
    }
}
