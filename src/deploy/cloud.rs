//! Object stores as places to send a site to. Credentials come from the environment alone.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::io;
use std::time::Duration;

use futures_util::TryStreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, BackoffConfig, Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions,
    RetryConfig, UpdateVersion,
};
use tokio::runtime::{Builder, Runtime};

use super::http::Connector;
use super::store::{Failure, Sent, Store, Version, When};
use crate::config::deploy::{Bucket, Target, Vendor};

/// A part of an object store.
#[derive(Debug)]
pub struct Cloud {
    store: Box<dyn ObjectStore>,
    prefix: String,
    runtime: Runtime,
}

impl Cloud {
    /// The store of a target, for a number of requests at once.
    ///
    /// # Errors
    ///
    /// What is missing.
    pub fn open(target: &Target, bucket: &Bucket, jobs: usize) -> Result<Self, Failure> {
        // It keeps time between tries; requests run on the threads that ask.
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_time()
            .build();
        let runtime = runtime.map_err(|error: io::Error| Failure::Failed(error.to_string()))?;
        let store = store(target, bucket, Connector { connections: jobs });
        Ok(Cloud {
            store: store.map_err(said)?,
            prefix: bucket.prefix.clone(),
            runtime,
        })
    }

    fn path(&self, path: &str) -> Result<Path, Failure> {
        let whole = match self.prefix.as_str() {
            "" => path.to_string(),
            prefix => format!("{prefix}/{path}"),
        };
        Path::parse(whole).map_err(|error| Failure::Failed(error.to_string()))
    }
}

fn store(
    target: &Target,
    bucket: &Bucket,
    connector: Connector,
) -> Result<Box<dyn ObjectStore>, Error> {
    let retry = RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(500),
            ..BackoffConfig::default()
        },
        max_retries: 8,
        retry_timeout: Duration::from_secs(60),
    };
    let endpoint = target.endpoint.as_deref();
    Ok(match &bucket.vendor {
        Vendor::S3 => {
            let mut builder = AmazonS3Builder::from_env().with_bucket_name(&bucket.name);
            if let Some(region) = &target.region {
                builder = builder.with_region(region);
            }
            if let Some(endpoint) = endpoint {
                builder = builder.with_endpoint(endpoint);
            }
            let builder = builder.with_retry(retry).with_http_connector(connector);
            Box::new(builder.build()?)
        }
        Vendor::Google => {
            let mut builder = GoogleCloudStorageBuilder::from_env().with_bucket_name(&bucket.name);
            if let Some(endpoint) = endpoint {
                builder = builder.with_base_url(endpoint);
            }
            let builder = builder.with_retry(retry).with_http_connector(connector);
            Box::new(builder.build()?)
        }
        Vendor::Azure(account) => {
            let mut builder = MicrosoftAzureBuilder::from_env()
                .with_account(account)
                .with_container_name(&bucket.name);
            if let Some(endpoint) = endpoint {
                builder = builder.with_endpoint(endpoint.to_string());
            }
            let builder = builder.with_retry(retry).with_http_connector(connector);
            Box::new(builder.build()?)
        }
    })
}

impl Store for Cloud {
    fn get(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, Failure> {
        let path = self.path(path)?;
        let read = async {
            let found = self.store.get(&path).await?;
            let version = version(found.meta.e_tag.clone(), found.meta.version.clone());
            Ok((found.bytes().await?.to_vec(), version))
        };
        match self.runtime.block_on(read) {
            Ok(found) => Ok(Some(found)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(said(error)),
        }
    }

    fn put(
        &self,
        path: &str,
        bytes: Vec<u8>,
        sent: &Sent,
        when: &When,
    ) -> Result<Version, Failure> {
        let path = self.path(path)?;
        let attributes = Attributes::from_iter([
            (Attribute::ContentType, sent.media.clone()),
            (Attribute::CacheControl, sent.caching.to_string()),
        ]);
        let mode = match when {
            When::Always => PutMode::Overwrite,
            When::Absent => PutMode::Create,
            When::Is(version) => PutMode::Update(UpdateVersion {
                e_tag: version.tag.clone(),
                version: version.number.clone(),
            }),
        };
        let options = PutOptions {
            attributes,
            ..PutOptions::from(mode)
        };
        let put = self.store.put_opts(&path, bytes.into(), options);
        match self.runtime.block_on(put) {
            Ok(put) => Ok(version(put.e_tag, put.version)),
            Err(Error::NotFound { .. }) if matches!(when, When::Is(_)) => Err(Failure::Unmet),
            Err(error) => Err(said(error)),
        }
    }

    fn delete(&self, path: &str) -> Result<(), Failure> {
        let path = self.path(path)?;
        match self.runtime.block_on(self.store.delete(&path)) {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(said(error)),
        }
    }

    fn list(&self) -> Result<BTreeMap<String, u64>, Failure> {
        let prefix = Path::parse(&self.prefix);
        let prefix = prefix.map_err(|error| Failure::Failed(error.to_string()))?;
        let all = self.store.list(Some(&prefix)).try_collect::<Vec<_>>();
        let all = self.runtime.block_on(all).map_err(said)?;
        let below = |path: &Path| {
            let path = path.as_ref();
            let below = path.strip_prefix(&self.prefix).unwrap_or(path);
            below.trim_start_matches('/').to_string()
        };
        let all = all.iter();
        Ok(all
            .map(|there| (below(&there.location), there.size))
            .collect())
    }
}

/// The address at which clouds tell their machines of their credentials.
const METADATA: &str = "169.254.169.254";

fn version(tag: Option<String>, number: Option<String>) -> Version {
    Version { tag, number }
}

fn said(error: Error) -> Failure {
    match &error {
        Error::AlreadyExists { .. } | Error::Precondition { .. } => return Failure::Unmet,
        Error::NotImplemented { .. } | Error::NotSupported { .. } => return Failure::Unable,
        _ => {}
    }
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_words = cause.to_string();
        if !words.contains(&cause_words) {
            words = format!("{words}: {cause_words}");
        }
        source = cause.source();
    }
    // There a machine in a cloud is told who it is. Others ask in vain.
    if words.contains(METADATA) {
        words = format!("there are no credentials in the environment: {words}");
    }
    // What stores say that speak as S3 does, but know no conditions.
    match words.contains("NotImplemented") {
        true => Failure::Unable,
        false => Failure::Failed(words.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}
