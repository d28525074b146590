//! The recipe of `docs/ssh.md`, run by OpenSSH's own sshd on the loopback interface.
//!
//! If sshd is not installed, the tests say so and pass; with `ICATLAS_DEMAND_SSHD=1`, as in `.ci/run`, they fail.

mod common;

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::pty::{Session, is_running, send_signal};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(30);

/// An sshd that serves this account alone, with the recipe for its group.
struct Server {
    sshd: Child,
    port: u16,
    folder: TempDir,
}

impl Server {
    /// Starts sshd, if it is installed.
    fn start() -> Option<Self> {
        let Some(sshd) =
            ["/usr/sbin/sshd", "/usr/local/sbin/sshd"].map(Path::new).into_iter().find(|path| path.exists())
        else {
            assert!(std::env::var_os("ICATLAS_DEMAND_SSHD").is_none(), "sshd is required and not installed");
            eprintln!("sshd is not installed: the recipe is not tested");
            return None;
        };
        // As the system's service does before it starts sshd. Accounts other than root need no such folder.
        let _ = fs::create_dir_all("/run/sshd");
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        for key in ["host", "key"] {
            let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f", &path(key)]).status();
            assert!(made.unwrap().success());
        }
        let account = account();
        fs::create_dir(path("keys")).unwrap();
        fs::copy(path("key.pub"), Path::new(&path("keys")).join(&account)).unwrap();
        fs::create_dir(path("data")).unwrap();
        common::copy_to(Path::new(&path("data")));
        let recipe = recipe()
            .replace("Match Group icatlas\n", &format!("Match Group {}\n", said("id", &["-gn"])))
            .replace("/usr/bin/icatlas", env!("CARGO_BIN_EXE_icatlas"))
            .replace("/etc/ssh/icatlas_keys", &path("keys"))
            .replace("/srv/icatlas/data", &path("data"));
        // Any free port. What is not of the recipe lets this very account log in, and lets through what a careless
        // administrator would: the recipe has to hold nevertheless.
        let config = |port: u16| {
            format!(
                "ListenAddress 127.0.0.1\nPort {port}\nHostKey {}\nPidFile none\nStrictModes no\nPermitRootLogin yes\n\
             AcceptEnv *\nAllowTcpForwarding yes\nAllowAgentForwarding yes\nX11Forwarding yes\nPermitUserRC yes\n\
             Subsystem sftp internal-sftp\n{recipe}",
                path("host")
            )
        };
        // Another program may take the port before sshd does; then another port is tried.
        for _ in 0..10 {
            let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            fs::write(path("config"), config(port)).unwrap();
            let log = fs::File::create(path("log")).unwrap();
            let mut sshd = Command::new(sshd).args(["-D", "-e", "-f", &path("config")]).stderr(log).spawn().unwrap();
            let start = Instant::now();
            while start.elapsed() < PATIENCE && sshd.try_wait().unwrap().is_none() {
                if fs::read_to_string(path("log")).unwrap().contains("Server listening") {
                    return Some(Self { sshd, port, folder });
                }
                sleep(Duration::from_millis(20));
            }
            let _ = sshd.kill();
            let _ = sshd.wait();
        }
        panic!("sshd does not start; it says:\n{}", fs::read_to_string(path("log")).unwrap());
    }

    fn wait(&self, what: &str, is_so: impl Fn() -> bool) {
        let start = Instant::now();
        while !is_so() {
            let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}; sshd says:\n{log}");
            sleep(Duration::from_millis(20));
        }
    }

    /// The arguments of an ssh client with these of its own.
    fn client(&self, arguments: &[&str]) -> Vec<String> {
        let key = self.folder.path().join("key").display().to_string();
        let port = self.port.to_string();
        let options = [
            "-F",
            "none",
            "-i",
            &key,
            "-p",
            &port,
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "LogLevel=ERROR",
        ];
        options.iter().chain(arguments).map(ToString::to_string).collect()
    }

    /// Logs in with a terminal.
    fn log_in(&self, options: &[&str], command: &[&str]) -> Session {
        let arguments = [&["-tt"], options, &["127.0.0.1"], command].concat();
        let arguments = self.client(&arguments);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let session =
            Session::program("ssh", &arguments, &[("ICATLAS_RESTRICTED", "0"), ("LD_DEBUG_OUTPUT", "x")], 80, 24);
        session.wait_for_text("UNODC");
        session
    }

    /// Makes a request without a terminal.
    fn ask(&self, arguments: &[&str]) -> Output {
        Command::new("ssh").args(self.client(arguments)).stdin(Stdio::null()).output().unwrap()
    }

    /// The processes of icatlas that this server has started, recognized by its data.
    fn sessions(&self) -> Vec<PathBuf> {
        let data = self.folder.path().join("data").display().to_string();
        let processes = fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path());
        let ours = processes.filter(|process| {
            fs::read_link(process.join("exe")).is_ok_and(|program| program == Path::new(env!("CARGO_BIN_EXE_icatlas")))
                && environment(process).contains(&format!("ICATLAS_DATA={data}"))
        });
        ours.collect()
    }

    fn session(&self) -> PathBuf {
        self.wait("icatlas", || self.sessions().len() == 1);
        self.sessions().pop().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

/// The environment of a process, as it was started.
fn environment(process: &Path) -> Vec<String> {
    let environment = fs::read(process.join("environ")).unwrap_or_default();
    environment.split(|byte| *byte == 0).map(|line| String::from_utf8_lossy(line).into_owned()).collect()
}

fn process_id(process: &Path) -> u32 {
    process.file_name().unwrap().to_str().unwrap().parse().unwrap()
}

/// The first block of sshd's configuration in the documentation.
fn recipe() -> String {
    let page = include_str!("../docs/ssh.md");
    let block = page.split("```sshd_config\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(block.starts_with("Match Group icatlas\n") && block.ends_with("Match all\n"), "{block}");
    block.to_owned()
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn account() -> String {
    said("id", &["-un"])
}

#[test]
fn a_session_over_ssh_opens_searches_and_quits() {
    let Some(server) = Server::start() else { return };
    let mut session = server.log_in(&[], &[]);
    session.send("/impun");
    session.wait_for_text("1 of 83");
    session.send("\r");
    session.wait_for_text("gap/prosecution/1");
    session.send("qq");
    assert_eq!(session.wait().exit_code(), 0);
    session.assert_restored();
    server.wait("the end", || server.sessions().is_empty());
}

#[test]
fn a_dropped_connection_ends_its_session() {
    let Some(server) = Server::start() else { return };
    let session = server.log_in(&[], &[]);
    let icatlas = process_id(&server.session());
    send_signal(session.process(), "KILL");
    server.wait("the end", || !is_running(icatlas));
}

#[test]
fn no_request_runs_anything_else() {
    let Some(server) = Server::start() else { return };
    let here = "127.0.0.1";
    let made = server.folder.path().join("made");
    let command = format!("id; touch {}", made.display());
    for arguments in [
        &[here, &command][..],
        &["-T", here, &command],
        &[here, "export", "-o", made.to_str().unwrap()],
        &["-s", here, "sftp"],
        &["-T", here, "scp", "-f", "/etc/passwd"],
    ] {
        let output = server.ask(arguments);
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {out}{err}");
        // sshd does not pass on the standard error of a subsystem.
        let told = err.contains("not a terminal") || arguments.contains(&"-s");
        assert!(out.is_empty() && told, "{arguments:?}: {out}{err}");
    }
    let session = server.log_in(&[], &["/bin/sh", "-c", &command]);
    session.send("?");
    session.wait_for_text("Keys");
    assert!(!made.exists());
}

#[test]
fn no_variable_of_the_client_lifts_the_restriction() {
    let Some(server) = Server::start() else { return };
    let session = server.log_in(&["-o", "SendEnv=ICATLAS_RESTRICTED", "-o", "SetEnv=ICATLAS_DATA=/etc"], &[]);
    let seen = environment(&server.session());
    assert!(seen.contains(&"ICATLAS_RESTRICTED=1".to_owned()), "{seen:?}");
    assert!(!seen.iter().any(|variable| variable == "ICATLAS_DATA=/etc"), "{seen:?}");
    session.send("\x1a");
    session.wait_for_text("Restricted mode does not suspend");
}

#[test]
fn a_session_over_ssh_does_not_stop() {
    let Some(server) = Server::start() else { return };
    let session = server.log_in(&[], &[]);
    let icatlas = server.session();
    send_signal(process_id(&icatlas), "TSTP");
    session.wait_for_text("Restricted mode does not suspend");
    session.send("\x1aj");
    session.wait_for_text("▸DPKO");
    let status = fs::read_to_string(icatlas.join("status")).unwrap();
    assert!(!status.contains("State:\tT"), "{status}");
    // Only icatlas itself and the processes that sshd needs to start it.
    let children = format!("/proc/{0}/task/{0}/children", process_id(&icatlas));
    assert_eq!(fs::read_to_string(children).unwrap(), "");
}

#[test]
fn no_port_is_forwarded_in_either_direction() {
    let Some(server) = Server::start() else { return };
    let target = TcpListener::bind("127.0.0.1:0").unwrap();
    target.set_nonblocking(true).unwrap();
    let to = target.local_addr().unwrap().port();
    let from = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let forward = format!("127.0.0.1:{from}:127.0.0.1:{to}");

    let back = server.ask(&["-N", "-o", "ExitOnForwardFailure=yes", "-R", &forward, "127.0.0.1"]);
    assert!(!back.status.success());

    let client = server.client(&["-N", "-L", &forward, "127.0.0.1"]);
    let mut client = Command::new("ssh").args(client).stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    server.wait("the client", || TcpStream::connect(("127.0.0.1", from)).is_ok());
    let mut connection = TcpStream::connect(("127.0.0.1", from)).unwrap();
    connection.set_read_timeout(Some(PATIENCE)).unwrap();
    let _ = connection.write_all(b"anybody there?");
    // The server has refused it, and no connection has come through.
    match connection.read(&mut [0; 16]) {
        Ok(0) => {}
        other => assert_eq!(other.unwrap_err().kind(), std::io::ErrorKind::ConnectionReset),
    }
    assert_eq!(target.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    client.kill().unwrap();
    client.wait().unwrap();
}
