//! A node that answers what a test says.

use std::{net::TcpListener, sync::Arc, thread};

use serde_json::{Value, json};

use crate::proxy::{answer, read_request};

/// A node on a loopback port, all of whose answers come from one function.
pub struct Puppet {
    url: String,
}

impl Puppet {
    /// Starts one that answers a method and its parameters by what `says` gives: an object with `result` or `error`.
    ///
    /// # Panics
    /// When no loopback port is free.
    pub fn start(says: impl Fn(&str, &Value) -> Value + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
        let url = format!(
            "http://{}/",
            listener.local_addr().expect("a bound listener has an address")
        );
        let says = Arc::new(says);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let says = says.clone();
                thread::spawn(move || {
                    while let Some(body) = read_request(&client) {
                        let Ok(asked) = serde_json::from_slice::<Value>(&body) else {
                            return;
                        };
                        let one = |asked: &Value| {
                            let mut said = says(asked["method"].as_str().unwrap_or_default(), &asked["params"]);
                            said["jsonrpc"] = json!("2.0");
                            said["id"] = asked["id"].clone();
                            said
                        };
                        let said = match &asked {
                            Value::Array(batch) => batch.iter().map(one).collect(),
                            asked => one(asked),
                        };
                        if answer(&client, said.to_string().as_bytes()).is_none() {
                            return;
                        }
                    }
                });
            }
        });
        Self { url }
    }

    /// Its JSON-RPC address.
    pub fn url(&self) -> &str {
        &self.url
    }
}
